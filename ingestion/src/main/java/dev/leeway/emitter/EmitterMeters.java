package dev.leeway.emitter;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/**
 * Every meter of an emitter, for a service that uses Micrometer; docs/ingestion.md lists the same
 * names. Alert when dropped or failed grows: the monitoring then sees less than the service does.
 */
public final class EmitterMeters implements MeterBinder {

  private static final String EVENTS = "leeway.emitter.events";
  private static final String WAITING = "leeway.emitter.waiting";

  private final LeewayEmitter emitter;

  public EmitterMeters(LeewayEmitter emitter) {
    this.emitter = emitter;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    count("sent", LeewayEmitter::sent, registry);
    count("dropped", LeewayEmitter::dropped, registry);
    count("failed", LeewayEmitter::failed, registry);
    Gauge.builder(WAITING, emitter, LeewayEmitter::waiting)
        .description("Events that are not acknowledged yet")
        .strongReference(true)
        .register(registry);
  }

  private void count(
      String outcome, ToDoubleFunction<LeewayEmitter> value, MeterRegistry registry) {
    FunctionCounter.builder(EVENTS, emitter, value)
        .description("Events by what became of them")
        .tag("outcome", outcome)
        .register(registry);
  }
}
