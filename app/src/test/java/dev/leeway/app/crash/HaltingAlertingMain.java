package dev.leeway.app.crash;

import dev.leeway.alerting.engine.Alerting;
import dev.leeway.bench.alerts.AlertingMain;
import dev.leeway.bench.alerts.AlertingOrder;
import dev.leeway.bench.stage.StageMain;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Alerting alone in a JVM that a test can kill, or order to end at a given step. */
final class HaltingAlertingMain {

  private static final int HALTING_ARGUMENTS = 3;

  private HaltingAlertingMain() {}

  static List<String> arguments(HaltingKafka.Order halt, AlertingOrder order) {
    List<String> all = new ArrayList<>(halt.toArguments());
    all.addAll(order.toArguments());
    return all;
  }

  public static void main(String[] given) throws IOException {
    HaltingKafka.Order halt = HaltingKafka.Order.parse(given);
    AlertingOrder order =
        AlertingOrder.parse(Arrays.copyOfRange(given, HALTING_ARGUMENTS, given.length));
    Alerting alerting =
        AlertingMain.start(order, new HaltingKafka(AlertingMain.kafka(order), halt));
    StageMain.awaitEndOfInput();
    alerting.close();
  }
}
