package dev.leeway.detector;

/** What a detector says of the stream so far. */
public enum Signal {
  STABLE,
  /** More than usual, not yet enough. */
  WARNING,
  DRIFT
}
