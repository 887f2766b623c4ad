package dev.leeway.quality;

import static java.util.Objects.requireNonNull;

/**
 * A constraint that the reference's rows give reason to.
 *
 * @param why what of the rows speaks for it, in words a person reads
 */
public record Suggestion(Constraint constraint, String why) {

  public Suggestion {
    requireNonNull(constraint, "constraint");
    requireNonNull(why, "why");
  }
}
