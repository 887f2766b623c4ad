package dev.leeway.bench.alerts;

import dev.leeway.alerting.engine.Alerting;
import dev.leeway.alerting.engine.AlertingSettings;
import dev.leeway.alerting.engine.Links;
import dev.leeway.alerting.engine.Route;
import dev.leeway.bench.stage.StageMain;
import dev.leeway.call.AddressRules;
import dev.leeway.call.Secret;
import dev.leeway.delivery.DeliverySettings;
import dev.leeway.delivery.Pace;
import dev.leeway.delivery.Target;
import dev.leeway.delivery.Webhook;
import dev.leeway.outbox.KafkaAccess;
import dev.leeway.outbox.KafkaClients;
import dev.leeway.rule.AlertRules;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Alerting alone in a process, with the rules that it has when nobody says otherwise. Works until
 * its input ends, which is also what happens when whoever started it dies.
 */
public final class AlertingMain {

  /** Under which it is known again after a crash. */
  private static final String INSTANCE = "alert-bench";

  private static final String TARGET = "receiver";

  /** The receiver checks no signature: that is not what is measured. */
  private static final Secret SECRET = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  /** More than comes: a person's pace would measure the waiting. */
  private static final Pace PACE =
      new Pace(6_000, 1_000, Pace.DEFAULT.failures(), Pace.DEFAULT.rest(), Pace.DEFAULT.longest());

  private AlertingMain() {}

  /**
   * Runs alerting.
   *
   * @param arguments an {@link AlertingOrder}
   */
  public static void main(String... arguments) throws IOException {
    AlertingOrder order = AlertingOrder.parse(arguments);
    Alerting alerting = start(order, kafka(order));
    StageMain.awaitEndOfInput();
    alerting.close();
    System.exit(0);
  }

  /** Real clients, as in production. */
  public static KafkaAccess kafka(AlertingOrder order) {
    return new KafkaClients(
        Map.of("bootstrap.servers", order.bootstrapServers()), order.topics(), INSTANCE);
  }

  /** Starts it in this process. */
  public static Alerting start(AlertingOrder order, KafkaAccess kafka) {
    Alerting alerting =
        new Alerting(
            new Alerting.Surroundings(
                kafka,
                order.topics(),
                StageMain.registry(order.registry()),
                new SimpleMeterRegistry(),
                InstantSource.system()),
            settings(order));
    alerting.start();
    return alerting;
  }

  private static AlertingSettings settings(AlertingOrder order) {
    Target usual = Target.of(TARGET, new Webhook(order.webhook(), List.of(SECRET)));
    Target target =
        new Target(
            usual.name(),
            usual.recipient(),
            usual.retry(),
            PACE,
            AddressRules.allowing("127.0.0.0/8"));
    return new AlertingSettings(
        AlertRules.DEFAULT,
        DeliverySettings.of(List.of(target)),
        List.of(Route.everything(TARGET)),
        List.of(),
        Links.NONE);
  }
}
