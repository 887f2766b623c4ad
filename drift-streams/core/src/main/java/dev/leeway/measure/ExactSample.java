package dev.leeway.measure;

import static java.util.Collections.unmodifiableMap;
import static java.util.Collections.unmodifiableSortedMap;

import dev.leeway.profile.SpecialBin;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** All rows of one column, value by value: what the exact form of the measures is taken on. */
public sealed interface ExactSample {

  /** Rows without an ordinary value, by what they held instead. */
  Map<SpecialBin, Long> specials();

  /** A column of numbers. */
  final class Numbers implements ExactSample {

    private final double[] values;
    private final Map<SpecialBin, Long> specials;

    /**
     * @param values the finite numbers, in any order
     * @param specials missing values, NaN, infinities and values of another type
     * @throws IllegalArgumentException if a number is not finite or a count negative
     */
    public Numbers(double[] values, Map<SpecialBin, Long> specials) {
      this.values = values.clone();
      Arrays.sort(this.values);
      this.specials = checked(specials);
      if (!Arrays.stream(values).allMatch(Double::isFinite)) {
        throw new IllegalArgumentException("numbers that are not finite are special");
      }
    }

    /** Numbers only. */
    public Numbers(double... values) {
      this(values, Map.of());
    }

    /** The finite numbers as a copy, ascending. */
    public double[] values() {
      return values.clone();
    }

    @Override
    public Map<SpecialBin, Long> specials() {
      return specials;
    }
  }

  /**
   * A column of categories; those of a boolean column are {@code false} and {@code true}.
   *
   * @param counts rows by category
   * @param specials missing values and values of another type
   */
  record Categories(SortedMap<String, Long> counts, Map<SpecialBin, Long> specials)
      implements ExactSample {

    public Categories {
      counts = unmodifiableSortedMap(new TreeMap<>(counts));
      counts.values().forEach(ExactSample::checked);
      specials = checked(specials);
    }

    /** Categories only. */
    public Categories(Map<String, Long> counts) {
      this(new TreeMap<>(counts), Map.of());
    }
  }

  private static Map<SpecialBin, Long> checked(Map<SpecialBin, Long> specials) {
    Map<SpecialBin, Long> copy = new EnumMap<>(SpecialBin.class);
    copy.putAll(specials);
    copy.values().forEach(ExactSample::checked);
    return unmodifiableMap(copy);
  }

  private static void checked(long count) {
    if (count < 0) throw new IllegalArgumentException("count " + count);
  }
}
