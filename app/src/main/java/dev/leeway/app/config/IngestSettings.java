package dev.leeway.app.config;

import dev.leeway.config.yaml.Fields;
import dev.leeway.ingestion.IngestLimits;
import java.time.Duration;

/**
 * What the HTTP gateway takes.
 *
 * @param maxBodyBytes of a request with one event, after decompression
 * @param maxBatchBytes of a request with many events, after decompression
 * @param maxBatchEvents events in one request
 * @param maxFields features, outputs and tags of one event together
 * @param maxStringBytes of one text value, in UTF-8
 * @param maxInFlightBytes of all requests that wait for the broker; beyond it is answered 429
 * @param ackTimeout how long the broker may take to acknowledge; beyond it is answered 503
 */
public record IngestSettings(
    int maxBodyBytes,
    int maxBatchBytes,
    int maxBatchEvents,
    int maxFields,
    int maxStringBytes,
    long maxInFlightBytes,
    Duration ackTimeout) {

  static final IngestSettings DEFAULT = of(IngestLimits.DEFAULT);

  /**
   * @throws IllegalArgumentException if a limit is not positive, or a batch may be smaller than an
   *     event
   */
  public IngestSettings {
    if (maxBatchBytes < maxBodyBytes) {
      throw new IllegalArgumentException("maxBatchBytes is less than maxBodyBytes");
    }
    if (maxInFlightBytes < maxBatchBytes) {
      throw new IllegalArgumentException("maxInFlightBytes is less than maxBatchBytes");
    }
    if (ackTimeout.toMillis() < 1) {
      throw new IllegalArgumentException("ackTimeout must be positive");
    }
  }

  static IngestSettings read(Fields fields) {
    int body = positive(fields, "maxBodyBytes", DEFAULT.maxBodyBytes);
    int batch = positive(fields, "maxBatchBytes", DEFAULT.maxBatchBytes);
    int events = positive(fields, "maxBatchEvents", DEFAULT.maxBatchEvents);
    int columns = positive(fields, "maxFields", DEFAULT.maxFields);
    int text = positive(fields, "maxStringBytes", DEFAULT.maxStringBytes);
    long inFlight =
        fields
            .value("maxInFlightBytes")
            .integer(1, Long.MAX_VALUE)
            .orElse(DEFAULT.maxInFlightBytes);
    Duration timeout = fields.value("ackTimeout").duration().orElse(DEFAULT.ackTimeout);
    return fields
        .build(() -> new IngestSettings(body, batch, events, columns, text, inFlight, timeout))
        .orElse(DEFAULT);
  }

  private static IngestSettings of(IngestLimits limits) {
    return new IngestSettings(
        limits.bodyBytes(),
        limits.batchBytes(),
        limits.batchEvents(),
        limits.fields(),
        limits.stringBytes(),
        limits.inFlightBytes(),
        limits.ackTimeout());
  }

  private static int positive(Fields fields, String key, int fallback) {
    return fields.value(key).integer(1, Integer.MAX_VALUE).orElse(fallback);
  }
}
