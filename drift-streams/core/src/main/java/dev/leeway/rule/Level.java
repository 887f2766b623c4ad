package dev.leeway.rule;

/** What one window says to a rule. */
public enum Level {
  GOOD,
  /** Neither good enough to end an alert nor bad enough to open one. */
  BETWEEN,
  BAD,
  /** Nothing: it opens and ends nothing. No data is not good data, and not bad data. */
  UNKNOWN
}
