package dev.leeway.eventlog;

import static java.util.Objects.requireNonNull;

import dev.leeway.wire.BatchForm;
import java.time.Duration;

/**
 * How predictions of one partition are packed into one record.
 *
 * @param events most events of a record; 1 for a record each
 * @param bytes most bytes of them, uncompressed; an event that is larger comes alone. Must stay
 *     below the topic's {@code max.message.bytes}
 * @param linger how long an event may wait for others of its partition
 */
public record Batching(int events, int bytes, Duration linger) {

  /** A record for each event. */
  public static final Batching NONE = new Batching(1, 1, Duration.ZERO);

  /** 64 events, 256 KiB, 10 ms. */
  public static final Batching DEFAULT = new Batching(64, 256 * 1024, Duration.ofMillis(10));

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public Batching {
    requireNonNull(linger, "linger");
    if (events < 1 || events > BatchForm.MOST_EVENTS) {
      throw new IllegalArgumentException("events: " + events);
    }
    if (bytes < 1) throw new IllegalArgumentException("bytes: " + bytes);
    if (linger.isNegative()) throw new IllegalArgumentException("linger: " + linger);
  }

  /** Whether anything is packed. */
  boolean packs() {
    return events > 1;
  }
}
