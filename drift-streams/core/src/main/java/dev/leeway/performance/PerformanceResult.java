package dev.leeway.performance;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One number of a model's performance, or why there is none.
 *
 * @param rows labelled rows, or groups of a ranking, that it was taken from
 */
public record PerformanceResult(PerformanceKey key, Finding finding, long rows) {

  public PerformanceResult {
    requireNonNull(key, "key");
    requireNonNull(finding, "finding");
    if (rows < 0) throw new IllegalArgumentException("rows " + rows);
  }

  /** The value, if there is one. */
  public Optional<Found> found() {
    return finding instanceof Found found ? Optional.of(found) : Optional.empty();
  }

  /** What came of it. */
  public sealed interface Finding {}

  /**
   * A value.
   *
   * @param value finite
   * @param error bound on what the score grid did to it: that of the same rows without a grid is no
   *     further away; 0 where all scores lie on the grid
   * @param standardError of the value as an estimate from a sample of rows, where it is known
   */
  public record Found(double value, double error, OptionalDouble standardError) implements Finding {

    /**
     * @throws IllegalArgumentException if the value is not finite, or an error is negative
     */
    public Found {
      requireNonNull(standardError, "standardError");
      if (!Double.isFinite(value) || !(error >= 0) || !(standardError.orElse(0) >= 0)) {
        throw new IllegalArgumentException(value + ", " + error + ", " + standardError);
      }
    }
  }

  /** Why there is no value. */
  public enum Undefined implements Finding {
    /** No row has a label. */
    NO_ROWS,
    /** The model's answers hold no scores, or none that are probabilities. */
    NO_SCORES,
    /** The labels are all of one class, or none is of the class in question. */
    ONE_CLASS,
    /** Nothing was predicted as the class in question. */
    NOTHING_PREDICTED,
    /** A truth is 0, of which no error is relative. */
    ZERO_TRUTH,
    /** A number is -1 or less, and has no logarithm of 1 + x. */
    NO_LOGARITHM,
    /** All truths are the same, and so nothing is there to be explained. */
    CONSTANT_TRUTH,
    /** The value lies in a cell of the grid that has no end. */
    OUTSIDE_GRID,
    /** No item of a ranking is relevant. */
    NOTHING_RELEVANT,
    /** Fewer than two segments have rows enough to be held together. */
    TOO_FEW_SEGMENTS,
    /** Corrections are counted whose rows are not. */
    NOT_WHOLE,
    /** The layout says nothing of what the measure is taken at. */
    NOT_LAID_OUT;

    /** The reason as results name it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
