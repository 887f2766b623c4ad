package dev.leeway.profile;

import java.util.Arrays;
import java.util.Optional;

/**
 * A named way to cut a numeric column into bins. A grid holds the edges of all of them, so that one
 * set of counts can be read in each; {@link ColumnLayout.Numeric#groupEnds} says how. All are cut
 * from the reference's finite numbers, of which there are n.
 */
public enum Cut {
  /**
   * The values of rank ceil(q n / 100) for q from 1 to 99, or each value by itself where there are
   * no more than 100; the reference's range ends at the outer edges. What decisions are made on.
   */
  PERCENTILES(1),
  /** Each value by itself; only where there are no more than 100 different ones. */
  VALUES(2),
  /** NumPy's {@code quantile} at 0.1 to 0.9, linearly interpolated; without outer edges. */
  DECILES(3),
  /** NumPy's {@code histogram_bin_edges} by Doane's rule, as NannyML cuts. */
  DOANE(4),
  /** NumPy's {@code histogram_bin_edges} by Sturges' rule, as Evidently cuts. */
  STURGES(5),
  /** Ten bins of equal width, as TensorFlow Data Validation cuts. */
  EQUAL_WIDTH(6);

  private final int code;

  Cut(int code) {
    this.code = code;
  }

  /** The number that stands for it in stored bytes; never changes. */
  int code() {
    return code;
  }

  static Optional<Cut> ofCode(long code) {
    return Arrays.stream(values()).filter(cut -> cut.code == code).findFirst();
  }
}
