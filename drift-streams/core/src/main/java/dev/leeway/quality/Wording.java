package dev.leeway.quality;

import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.State;
import java.util.OptionalDouble;

/** A constraint's result, and what it says to a person. */
final class Wording {

  private Wording() {}

  static ConstraintResult result(Constraint constraint, Finding finding, long rows) {
    Limits limits = constraint.limits();
    OptionalDouble observed = OptionalDouble.empty();
    OptionalDouble error = OptionalDouble.empty();
    State state = State.UNKNOWN;
    String why = finding instanceof Finding.Nothing nothing ? nothing.why() : "";
    if (finding instanceof Finding.Impossible impossible) {
      state = State.FAILED;
      why = impossible.why();
    }
    if (finding instanceof Finding.Seen seen) {
      observed = OptionalDouble.of(seen.best());
      error = seen.error();
      state = limits.judge(seen);
      why = words(constraint, seen, state);
    }
    return new ConstraintResult(
        constraint.kind().key(),
        constraint.column(),
        state,
        observed,
        error,
        limits.atLeast(),
        limits.atMost(),
        rows,
        why);
  }

  /** For example {@code missing values: 3.2 %, at most 1 %}. */
  private static String words(Constraint constraint, Finding.Seen seen, State state) {
    ConstraintKind kind = constraint.kind();
    StringBuilder words = new StringBuilder(kind.words()).append(": ");
    seen.estimate().ifPresent(best -> words.append("about ").append(kind.words(best)).append(", "));
    words.append(kind.words(seen.low()));
    if (!seen.isExact()) words.append(" to ").append(kind.words(seen.high()));
    Limits limits = constraint.limits();
    limits.atLeast().ifPresent(least -> words.append(", at least ").append(kind.words(least)));
    limits.atMost().ifPresent(most -> words.append(", at most ").append(kind.words(most)));
    if (state == State.UNKNOWN) words.append(": the limit lies between");
    return words.toString();
  }
}
