package dev.leeway.eventlog;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Whether the event log takes events.
 *
 * @param healthy false while the newest thing heard of the log is a failure of the last half
 *     minute, or Kafka's clock is more than 5 min from ours; a log that nobody writes to counts as
 *     healthy
 * @param lastError the newest failure since the start, also when it is over; or how far the clocks
 *     are apart
 */
public record LogHealth(boolean healthy, Optional<String> lastError) {

  public LogHealth {
    requireNonNull(lastError, "lastError");
  }
}
