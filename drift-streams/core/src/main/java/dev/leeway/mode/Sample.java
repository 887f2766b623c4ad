package dev.leeway.mode;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column row by row, in the order of the rows: what a comparison needs that has
 * to be exact, or that cuts the reference into consecutive chunks. Immutable.
 */
public sealed interface Sample {

  /** Rows, those without a value included. */
  int rows();

  /** Rows without a value. */
  int missing();

  /** The rows from (inclusive) to (exclusive). */
  Sample slice(int from, int to);

  /**
   * Numbers.
   *
   * @param values one per row; NaN stands for a missing one. Taken as it is: not to be changed
   *     afterwards
   */
  static Numbers numbers(double[] values) {
    return new Numbers(values, 0, values.length);
  }

  /**
   * Categories; those of a boolean column are {@code true} and {@code false}.
   *
   * @param values one per row, null for a missing one
   */
  static Words words(List<@Nullable String> values) {
    return new Words(values.toArray(new @Nullable String[0]), 0, values.size());
  }

  /** A column of numbers. */
  final class Numbers implements Sample {

    private final double[] values;
    private final int from;
    private final int to;

    private Numbers(double[] values, int from, int to) {
      this.values = values;
      this.from = from;
      this.to = to;
    }

    @Override
    public int rows() {
      return to - from;
    }

    @Override
    public int missing() {
      return (int) Arrays.stream(values, from, to).filter(Double::isNaN).count();
    }

    @Override
    public Numbers slice(int from, int to) {
      return new Numbers(values, this.from + from, this.from + to);
    }

    /** The finite numbers in ascending order: no tool here lets NaN or infinities take part. */
    public double[] sorted() {
      double[] finite = Arrays.stream(values, from, to).filter(Double::isFinite).toArray();
      Arrays.sort(finite);
      return finite;
    }

    /** The finite numbers in the order of the rows. */
    double[] finite() {
      return Arrays.stream(values, from, to).filter(Double::isFinite).toArray();
    }
  }

  /** A column of categories. */
  final class Words implements Sample {

    private final @Nullable String[] values;
    private final int from;
    private final int to;

    private Words(@Nullable String[] values, int from, int to) {
      this.values = values;
      this.from = from;
      this.to = to;
    }

    @Override
    public int rows() {
      return to - from;
    }

    @Override
    public int missing() {
      int missing = 0;
      for (int i = from; i < to; i++) {
        if (values[i] == null) missing++;
      }
      return missing;
    }

    @Override
    public Words slice(int from, int to) {
      return new Words(values, this.from + from, this.from + to);
    }

    /** How often each category came. */
    public SortedMap<String, Long> counts() {
      SortedMap<String, Long> counts = new TreeMap<>();
      for (int i = from; i < to; i++) {
        String value = values[i];
        if (value != null) counts.merge(value, 1L, Long::sum);
      }
      return counts;
    }
  }
}
