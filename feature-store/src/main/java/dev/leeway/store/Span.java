package dev.leeway.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** Which windows, by their start: [from, to). */
public record Span(Instant from, Instant to) {

  /** The widest span that milliseconds can count. */
  public static final Span ALL =
      new Span(Instant.ofEpochMilli(Long.MIN_VALUE), Instant.ofEpochMilli(Long.MAX_VALUE));

  /**
   * @throws IllegalArgumentException if from is after to
   */
  public Span {
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    if (from.isAfter(to)) throw new IllegalArgumentException("from " + from + " is after " + to);
  }
}
