package dev.leeway.verdict;

/** What was concluded. No data is never good data: it is {@link #UNKNOWN}, with a reason. */
public enum State {
  OK,
  DRIFTED,
  UNKNOWN
}
