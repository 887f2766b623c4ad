package dev.leeway.verdict;

/** What was concluded. No data is never good data: it is {@link #UNKNOWN}, with a reason. */
public enum State {
  OK,
  /** Of drift verdicts: the rows moved away from the reference. */
  DRIFTED,
  /** Of quality verdicts: a constraint does not hold; of performance: worse than allowed. */
  FAILED,
  UNKNOWN
}
