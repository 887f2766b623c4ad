package dev.leeway.app.cli;

import dev.leeway.alerting.engine.AlertDesk.Acknowledged;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code leeway alerts ack}: somebody takes an incident on. */
@Command(
    name = "ack",
    mixinStandardHelpOptions = true,
    description = "Takes an incident on: it is not told again until it is over.")
final class AlertsAcknowledge implements Callable<Integer> {

  @Parameters(paramLabel = "FINGERPRINT", description = "The alert, as list shows it.")
  private String fingerprint = "";

  @Mixin private SaidOptions said = new SaidOptions();

  @Mixin private DeskOptions desk = new DeskOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Acknowledged taken = desk.work(known -> known.acknowledge(fingerprint, said.said()));
    if (taken == Acknowledged.UNKNOWN) {
      throw CommandFailure.badInput("no alert has the fingerprint " + fingerprint);
    }
    if (taken == Acknowledged.NOT_OPEN) {
      throw CommandFailure.badInput("the alert is not open: there is nothing to take on");
    }
    return ExitCode.GOOD;
  }
}
