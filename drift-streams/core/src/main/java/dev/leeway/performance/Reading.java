package dev.leeway.performance;

import static java.util.Objects.requireNonNull;

/** What came of reading an answer or a label: the thing itself, or why there is none. */
public sealed interface Reading<T> {

  /** Read. */
  record Good<T>(T value) implements Reading<T> {
    public Good {
      requireNonNull(value, "value");
    }
  }

  /**
   * Not to be counted.
   *
   * @param column where it went wrong; empty for a label
   */
  record Bad<T>(BadOutcome why, String column) implements Reading<T> {
    public Bad {
      requireNonNull(why, "why");
      requireNonNull(column, "column");
    }
  }
}
