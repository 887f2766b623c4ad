package dev.leeway.ingestion;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * Every meter of the gateway; docs/ingestion.md lists the same names.
 *
 * <p>What may be concluded: every event of every request is accepted, rejected, or of a request
 * that was answered 503. Accepted events are on their topic.
 */
public final class IngestMeters {

  private static final String REQUESTS = "leeway.ingest.requests";
  private static final String ACCEPTED = "leeway.ingest.accepted";
  private static final String REJECTED = "leeway.ingest.rejected";
  private static final String IN_FLIGHT = "leeway.ingest.inflight.bytes";

  private final MeterRegistry registry;

  public IngestMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Publishes the bytes in flight from now on. */
  void watch(InFlight inFlight) {
    Gauge.builder(IN_FLIGHT, inFlight, InFlight::bytes)
        .description("Bytes of requests that are not answered yet")
        .strongReference(true)
        .register(registry);
  }

  /** A request was answered. */
  void answered(String route, int status, Duration took) {
    Timer.builder(REQUESTS)
        .description("Time from a request's headers to its answer")
        .tag("route", route)
        .tag("code", Integer.toString(status))
        .register(registry)
        .record(took);
  }

  /**
   * Events are on their topic.
   *
   * @param topic without the installation's prefix, for example {@code predictions}
   */
  void accepted(String topic, int events) {
    Counter.builder(ACCEPTED)
        .description("Events that Kafka acknowledged")
        .tag("topic", topic)
        .register(registry)
        .increment(events);
  }

  /** Events, or a whole request, were refused for what was found first. */
  void rejected(ProblemCode reason, int count) {
    Counter.builder(REJECTED)
        .description("Events, or requests that could not be read as events, that were refused")
        .tag("reason", reason.code())
        .register(registry)
        .increment(count);
  }
}
