package dev.leeway.alerting.engine;

import dev.leeway.alerting.engine.EngineContext.Wires;
import dev.leeway.delivery.Deliverer;
import dev.leeway.outbox.AlertingMeters;
import dev.leeway.outbox.Health;
import dev.leeway.outbox.KafkaAccess;
import dev.leeway.outbox.Outbox;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.topics.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;

/** Alerting as a whole: verdicts in, webhooks out. */
public final class Alerting implements AutoCloseable {

  private final AlertEngine engine;
  private final Deliverer deliverer;

  /** The process around it. */
  public record Surroundings(
      KafkaAccess kafka,
      Topics topics,
      SchemaRegistry registry,
      MeterRegistry meters,
      InstantSource clock) {}

  public Alerting(Surroundings around, AlertingSettings settings) {
    AlertingMeters meters = new AlertingMeters(around.meters());
    EngineContext context =
        new EngineContext(
            around.kafka(),
            around.topics(),
            Wires.of(around.registry(), around.topics()),
            meters,
            around.clock());
    this.engine = new AlertEngine(context, settings);
    this.deliverer =
        new Deliverer(
            Outbox.of(around.kafka(), around.topics(), around.registry()),
            settings.delivery(),
            meters,
            around.clock());
  }

  /**
   * Begins; returns at once. The topics must exist, or come to: until then health reports trouble.
   */
  public void start() {
    deliverer.start();
    engine.start();
  }

  /** How the parts are: {@code alerts} and {@code delivery}. */
  public List<Health.Report> health() {
    return List.of(engine.health(), deliverer.health());
  }

  /** Ends both parts. What is not delivered by then is delivered after the next start. */
  @Override
  public void close() {
    engine.close();
    deliverer.close();
  }
}
