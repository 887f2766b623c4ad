package dev.leeway.delivery;

import dev.leeway.call.Reply;
import dev.leeway.call.Reply.Answered;
import dev.leeway.call.RetryAfter;
import java.time.Instant;

/** What most targets mean by their answers; each target has its own exceptions before these. */
public final class Answers {

  private Answers() {}

  /** Of a target that recognises repeats. */
  public static Outcome usual(Reply reply, Instant now) {
    if (reply instanceof Answered answered) return answered(answered, now);
    return unanswered(reply);
  }

  /**
   * Of a target that would do the same thing twice: after an answer that never came, or that tells
   * of trouble on its side, nobody knows whether it is done.
   */
  public static Outcome once(Reply reply, Instant now) {
    if (reply instanceof Reply.Failed failed && failed.sent()) {
      return new Outcome.Ambiguous(failed.met());
    }
    if (reply instanceof Answered answered && answered.status() >= 500) {
      return answered.status() == 503 && answered.header("Retry-After").isPresent()
          ? unavailable(answered, now)
          : new Outcome.Ambiguous(String.valueOf(answered.status()));
    }
    return usual(reply, now);
  }

  /** What a call that had no answer means, to whoever can be asked again. */
  public static Outcome unanswered(Reply reply) {
    if (reply instanceof Reply.Failed failed) return new Outcome.Unavailable(failed.met());
    if (reply instanceof Reply.Forbidden) return new Outcome.Refused("address not allowed");
    throw new IllegalArgumentException("an answer came");
  }

  private static Outcome answered(Answered answered, Instant now) {
    int status = answered.status();
    String met = String.valueOf(status);
    if (answered.succeeded()) return new Outcome.Delivered(met);
    if (status >= 300 && status < 400) return new Outcome.Refused(met + " redirect not followed");
    if (status == 410) return new Outcome.Gone(met);
    if (status == 408 || status == 425 || status == 429 || status >= 500) {
      return unavailable(answered, now);
    }
    return new Outcome.Refused(met);
  }

  /** Not now, and not before {@code Retry-After}. */
  public static Outcome unavailable(Answered answered, Instant now) {
    return new Outcome.Unavailable(
        String.valueOf(answered.status()), RetryAfter.of(answered.header("Retry-After"), now));
  }
}
