package dev.leeway.app.compare;

import dev.leeway.verdict.State;

/**
 * All verdicts in numbers.
 *
 * @param chunks how many were compared
 * @param drifted how many of them drifted
 * @param unknown of how many nothing can be said
 * @param failed in how many of them a constraint does not hold
 * @param worse in how many of them the model does worse than allowed
 */
public record Outcome(int chunks, int drifted, int unknown, int failed, int worse) {

  public static final Outcome NOTHING = new Outcome(0, 0, 0, 0, 0);

  /** With one verdict more. */
  Outcome plus(ChunkVerdict verdict) {
    return new Outcome(
        chunks + 1,
        drifted + (verdict.state() == State.DRIFTED ? 1 : 0),
        unknown + (verdict.state() == State.UNKNOWN ? 1 : 0),
        failed + (verdict.failed().isEmpty() ? 0 : 1),
        worse + (verdict.worse().isEmpty() ? 0 : 1));
  }

  /** DRIFTED if any chunk did, UNKNOWN if nothing can be said of any of them. */
  public State state() {
    if (drifted > 0) return State.DRIFTED;
    return unknown == chunks ? State.UNKNOWN : State.OK;
  }
}
