package dev.leeway.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When a message is tried again, and when it is given up. Times are of the wall clock.
 *
 * @param first longest wait after the first failed attempt; it doubles with each further one. The
 *     wait itself is drawn evenly between zero and that ("full jitter"), so that what failed
 *     together is not tried again together; default 2 s
 * @param longest longest wait of all; default 1 h
 * @param attempts most attempts of one message; default 160, about three days
 * @param refused waits after a refusal, one after the other, up to a fifth longer; after the last
 *     the message is given up. Default after Standard Webhooks: 5 min, 30 min, 2 h, 5 h, 10 h, 14
 *     h, 20 h, 24 h
 */
public record RetryPolicy(Duration first, Duration longest, int attempts, List<Duration> refused) {

  public static final RetryPolicy DEFAULT =
      new RetryPolicy(
          Duration.ofSeconds(2),
          Duration.ofHours(1),
          160,
          List.of(
              Duration.ofMinutes(5),
              Duration.ofMinutes(30),
              Duration.ofHours(2),
              Duration.ofHours(5),
              Duration.ofHours(10),
              Duration.ofHours(14),
              Duration.ofHours(20),
              Duration.ofHours(24)));

  /** What a pipeline refuses stays refused: hours later nobody expects the training any more. */
  public static final RetryPolicy PIPELINES =
      new RetryPolicy(DEFAULT.first, DEFAULT.longest, DEFAULT.attempts, List.of());

  /** However long a target asks to be left alone, it is asked again after this. */
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(24);

  private static final double REFUSED_JITTER = 0.2;

  /** Doubling this often reaches any longest wait. */
  private static final int MOST_DOUBLINGS = 40;

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public RetryPolicy {
    refused = List.copyOf(refused);
    if (first.toMillis() < 1) throw new IllegalArgumentException("first: " + first);
    if (longest.compareTo(first) < 0) throw new IllegalArgumentException("longest: " + longest);
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
      Duration wait = part(doubled(attempt), dice);
      Duration asked = min(unavailable.retryAfter(), LONGEST_RETRY_AFTER);
      // Every message would meet the same, so the ones behind wait too, and order is kept.
      return Optional.of(new Retry(wait.compareTo(asked) < 0 ? asked : wait, true));
    }
    if (outcome instanceof Outcome.Refused && attempt <= refused.size()) {
      Duration wait = refused.get(attempt - 1);
      return Optional.of(new Retry(wait.plus(part(wait, REFUSED_JITTER * dice)), false));
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

  private static Duration part(Duration whole, double share) {
    return Duration.ofMillis((long) (whole.toMillis() * share));
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
