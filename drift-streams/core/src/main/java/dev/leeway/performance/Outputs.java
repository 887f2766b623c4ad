package dev.leeway.performance;

/** The output columns of one prediction. */
@FunctionalInterface
public interface Outputs {

  /** What the column holds; {@link Cell.Missing} where the prediction has no such column. */
  Cell cell(String column);
}
