package dev.leeway.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When a message is tried again, and when it is given up. Times are of the wall clock.
 *
 * @param first wait after the first failed attempt; it doubles with each further one; default 1 s
 * @param longest default 1 h
 * @param jitter share by which a wait may be longer, so that targets are not called in step; in [0,
 *     1]; default 0.2
 * @param attempts most attempts of one message; default 80, about three days
 * @param refused waits after a refusal, one after the other; after the last the message is given
 *     up. Default after Standard Webhooks: 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h
 */
public record RetryPolicy(
    Duration first, Duration longest, double jitter, int attempts, List<Duration> refused) {

  public static final RetryPolicy DEFAULT =
      new RetryPolicy(
          Duration.ofSeconds(1),
          Duration.ofHours(1),
          0.2,
          80,
          List.of(
              Duration.ofMinutes(5),
              Duration.ofMinutes(30),
              Duration.ofHours(2),
              Duration.ofHours(5),
              Duration.ofHours(10),
              Duration.ofHours(14),
              Duration.ofHours(20),
              Duration.ofHours(24)));

  /** However long a target asks to be left alone, it is asked again after this. */
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(24);

  /** Doubling this often reaches any longest wait. */
  private static final int MOST_DOUBLINGS = 40;

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public RetryPolicy {
    refused = List.copyOf(refused);
    if (first.toMillis() < 1) throw new IllegalArgumentException("first: " + first);
    if (longest.compareTo(first) < 0) throw new IllegalArgumentException("longest: " + longest);
    if (!(jitter >= 0 && jitter <= 1)) throw new IllegalArgumentException("jitter: " + jitter);
    if (attempts < 1) throw new IllegalArgumentException("attempts: " + attempts);
    if (refused.stream().anyMatch(Duration::isNegative)) {
      throw new IllegalArgumentException("refused: " + refused);
    }
  }

  /** What to do after an attempt that failed. */
  public record Retry(Duration pause, boolean holdsTarget) {}

  /**
   * How long to wait after the given attempt; empty if the message is given up.
   *
   * @param attempt the attempt that met the outcome, from 1
   * @param dice in [0, 1), for the jitter
   */
  public Optional<Retry> after(Outcome outcome, int attempt, double dice) {
    if (attempt >= attempts) return Optional.empty();
    if (outcome instanceof Outcome.Unavailable unavailable) {
      Duration wait = jittered(doubled(attempt), dice);
      Duration asked = min(unavailable.retryAfter(), LONGEST_RETRY_AFTER);
      // Every message would meet the same, so the ones behind wait too, and order is kept.
      return Optional.of(new Retry(wait.compareTo(asked) < 0 ? asked : wait, true));
    }
    if (outcome instanceof Outcome.Refused && attempt <= refused.size()) {
      return Optional.of(new Retry(jittered(refused.get(attempt - 1), dice), false));
    }
    return Optional.empty();
  }

  private Duration doubled(int attempt) {
    if (attempt > MOST_DOUBLINGS) return longest;
    return min(Duration.ofMillis(saturated(first.toMillis(), attempt - 1)), longest);
  }

  private static long saturated(long millis, int doublings) {
    return millis > (Long.MAX_VALUE >> (doublings + 1)) ? Long.MAX_VALUE : millis << doublings;
  }

  private Duration jittered(Duration wait, double dice) {
    return wait.plusMillis((long) (wait.toMillis() * jitter * dice));
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
