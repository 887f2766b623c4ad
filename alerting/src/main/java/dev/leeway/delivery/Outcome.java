package dev.leeway.delivery;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How one attempt to tell a target ended. The retry policy asks for this, never for a status code.
 */
public sealed interface Outcome {

  /** In a word or two, without the target's address, for example {@code 204} or {@code timeout}. */
  String met();

  /** The target took it. */
  record Delivered(String met) implements Outcome {

    public Delivered {
      requireNonNull(met, "met");
    }
  }

  /** The target does not exist any more and says so (410): never again. */
  record Gone(String met) implements Outcome {

    public Gone {
      requireNonNull(met, "met");
    }
  }

  /**
   * The target is there and does not want this message: a wrong address, secret or form. Somebody
   * may mend that, so it is tried again, hours apart.
   */
  record Refused(String met) implements Outcome {

    public Refused {
      requireNonNull(met, "met");
    }
  }

  /**
   * Not now: no answer, an answer cut short, or one that asks for patience. What was sent may have
   * arrived; the id tells the target that it is the same.
   *
   * @param retryAfter how long the target asked to be left alone; zero if it did not
   */
  record Unavailable(String met, Duration retryAfter) implements Outcome {

    public Unavailable {
      requireNonNull(met, "met");
      if (retryAfter.isNegative()) throw new IllegalArgumentException("retryAfter: " + retryAfter);
    }

    public Unavailable(String met) {
      this(met, Duration.ZERO);
    }
  }
}
