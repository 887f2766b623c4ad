package dev.leeway.app.compare;

import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.Verdict.UnknownReason;

/** Parts of verdicts as a person reads them. */
final class OutcomeWords {

  private OutcomeWords() {}

  /** Why nothing can be said of a chunk. */
  static String reason(ChunkVerdict verdict) {
    return verdict.reason() == UnknownReason.TOO_FEW_ROWS
        ? "too few rows: " + Words.count(verdict.chunk().rows())
        : "nothing to compare";
  }

  /** A constraint that does not hold. */
  static String constraint(ConstraintResult result) {
    String of = result.column().isEmpty() ? "" : Words.name(result.column()) + ": ";
    return of + Words.plain(result.why());
  }

  /** Which chunk, where there are several. */
  static String chunk(Chunk chunk) {
    return chunk
        .window()
        .map(window -> "from " + Words.start(window))
        .orElseGet(
            () -> "rows " + chunk.firstRow() + " to " + (chunk.firstRow() + chunk.rows() - 1));
  }
}
