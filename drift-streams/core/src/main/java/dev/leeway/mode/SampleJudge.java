package dev.leeway.mode;

import dev.leeway.verdict.ColumnVerdict;

/**
 * Compares samples of one column with its reference sample as another tool does. Works out once
 * what depends on the reference alone. Immutable.
 */
@FunctionalInterface
public interface SampleJudge {

  /**
   * The tool's conclusion. The measure that decided comes first; the other measures of the tool for
   * that kind of column follow. UNKNOWN where either side has no value to compare.
   *
   * @throws IllegalArgumentException if the sample is of the other kind than the reference's
   */
  ColumnVerdict judge(Sample current);
}
