package dev.leeway.loss;

import static java.util.Objects.requireNonNull;

import dev.leeway.performance.BadOutcome;
import dev.leeway.performance.Cell;
import java.util.List;
import java.util.Optional;

/**
 * Predicts of a row how large the error of the model's answer is. It was trained on rows whose
 * truth was known; may be used by several threads at a time.
 */
public interface LossModel extends AutoCloseable {

  /** What every estimate by such a model rests on. */
  String ASSUMPTION =
      "Errors depend on the inputs as they did where the loss model was trained: estimates see"
          + " inputs change, but not what the inputs say of the outcome (no concept drift).";

  /** What a column must hold. */
  enum Kind {
    /** A number, or a flag as 0 or 1. */
    NUMBER,
    /** A number without a fraction, or a flag as 0 or 1. */
    WHOLE,
    /** A flag, 0 or 1. */
    FLAG,
    /** A class by its name: text, or a number or flag as classes are named by them. */
    TEXT;

    /** Largest magnitude below which doubles have all whole numbers. */
    private static final double WHOLE_END = 0x1p53;

    /** Why a cell cannot be taken; empty if it can. */
    public Optional<BadOutcome> refuses(Cell cell) {
      if (cell instanceof Cell.Missing) return Optional.of(BadOutcome.MISSING);
      if (this == TEXT || cell instanceof Cell.Flag) return Optional.empty();
      if (!(cell instanceof Cell.Numeric number)) return Optional.of(BadOutcome.WRONG_TYPE);
      double value = number.value();
      if (Double.isNaN(value)) return Optional.of(BadOutcome.MISSING);
      boolean good =
          switch (this) {
            case NUMBER -> Double.isFinite(value);
            case WHOLE -> Math.rint(value) == value && Math.abs(value) <= WHOLE_END;
            default -> value == 0 || value == 1;
          };
      return good ? Optional.empty() : Optional.of(BadOutcome.OUT_OF_RANGE);
    }
  }

  /** A column that the model reads. */
  record Input(String column, Kind kind) {

    public Input {
      requireNonNull(column, "column");
      requireNonNull(kind, "kind");
    }
  }

  /** The columns that a row must have: features, and the answer where the model was given it. */
  List<Input> inputs();

  /**
   * The losses of rows.
   *
   * @param rows cells in the order of {@link #inputs}, none of them refused by its kind
   * @return one for each; NaN for a row that the model cannot take
   */
  double[] losses(List<Cell[]> rows);

  @Override
  void close();
}
