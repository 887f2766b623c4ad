package dev.leeway.delivery;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How one attempt to tell a target ended. The retry policy asks for this, never for a status code.
 */
public sealed interface Outcome {

  /** In a few words, without the target's address, for example {@code 204} or {@code timeout}. */
  String met();

  /** Whether the target was reached and is well. */
  default boolean reached() {
    return this instanceof Delivered || this instanceof Duplicate || this instanceof Skipped;
  }

  /**
   * The target took it.
   *
   * @param run what the target calls what it began, such as a pipeline's run; empty if it told none
   */
  record Delivered(String met, String run) implements Outcome {

    public Delivered {
      requireNonNull(met, "met");
      requireNonNull(run, "run");
    }

    public Delivered(String met) {
      this(met, "");
    }
  }

  /** The target had it already, and says so: as good as delivered. */
  record Duplicate(String met) implements Outcome {

    public Duplicate {
      requireNonNull(met, "met");
    }
  }

  /** The target took it and did nothing, and says why: never again, and somebody should know. */
  record Skipped(String met) implements Outcome {

    public Skipped {
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
   * may mend that, so the retry policy may try it again, hours apart.
   */
  record Refused(String met) implements Outcome {

    public Refused {
      requireNonNull(met, "met");
    }
  }

  /**
   * Not now: no answer, an answer cut short, or one that asks for patience. What was sent may have
   * arrived, if the target recognises repeats.
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

  /**
   * Nobody knows whether the target took it, and it would do it twice: held for a person, who looks
   * there first.
   */
  record Ambiguous(String met) implements Outcome {

    public Ambiguous {
      requireNonNull(met, "met");
    }
  }
}
