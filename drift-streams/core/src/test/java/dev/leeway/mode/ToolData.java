package dev.leeway.mode;

import dev.leeway.profile.ColumnKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of samples that any language can make again: each from the linear congruential generator x
 * = (1103515245 x + 12345) mod 2^31, u = x / 2^31.
 */
final class ToolData {

  private static final List<String> ABCD = List.of("a", "b", "c", "d");
  private static final List<String> ABC = List.of("a", "b", "c");
  private static final List<String> TO_F = List.of("a", "b", "c", "d", "e", "f");
  private static final List<String> YES_NO = List.of("no", "yes");

  static final Map<String, Pair> PAIRS =
      Map.ofEntries(
          pair("small", numbers(1, 805, 0, 1, 37), numbers(2, 300, 0.3, 1.1, 41)),
          pair("large", numbers(3, 12345, 0, 1, 0), numbers(4, 1500, -0.2, 1.2, 50)),
          pair("many", numbers(11, 700, 0, 1, 0), numbers(12, 2500, 0.1, 1, 0)),
          pair("few4", few(5, 800, 4, 1), few(6, 700, 4, 1.2)),
          pair("few4large", few(7, 2000, 4, 1), few(8, 700, 4, 1.2)),
          pair("binary", few(9, 800, 2, 1), few(10, 700, 2, 1.2)),
          pair("twenty", few(13, 1500, 15, 1), few(14, 700, 15, 1.2)),
          pair("words", words(21, 905, ABCD, 1.5, 29), words(22, 400, TO_F, 1.6, 0)),
          pair(
              "wordslarge",
              words(23, 4000, List.of("a", "b", "c", "d", "rare"), 1.5, 0),
              words(24, 400, TO_F, 1.6, 31)),
          pair("wordssame", words(25, 900, ABC, 1.5, 0), words(26, 400, ABC, 1.3, 0)),
          pair("twowords", words(27, 900, YES_NO, 1.5, 0), words(28, 400, YES_NO, 1.2, 0)),
          pair("shares", words(29, 20000, ABC, 1, 0), words(30, 60, ABC, 1, 0)));

  private ToolData() {}

  record Pair(Sample reference, Sample current) {

    ColumnKind kind() {
      return reference instanceof Sample.Numbers ? ColumnKind.NUMERIC : ColumnKind.CATEGORICAL;
    }
  }

  private static final class Generator {

    private long state;

    Generator(long seed) {
      state = seed;
    }

    double next() {
      state = (state * 1103515245L + 12345) % 2147483648L;
      return state / 2147483648.0;
    }
  }

  private static Map.Entry<String, Pair> pair(String name, Sample reference, Sample current) {
    return Map.entry(name, new Pair(reference, current));
  }

  /** shift + scale s^2 with s the sum of four u; every so many-th row is missing. */
  private static Sample numbers(long seed, int rows, double shift, double scale, int missing) {
    Generator u = new Generator(seed);
    double[] values = new double[rows];
    for (int i = 0; i < rows; i++) {
      double s = u.next() + u.next() + u.next() + u.next();
      values[i] = missing > 0 && i % missing == 0 ? Double.NaN : shift + scale * s * s;
    }
    return Sample.numbers(values);
  }

  /** The whole part of levels u^power. */
  private static Sample few(long seed, int rows, int levels, double power) {
    Generator u = new Generator(seed);
    double[] values = new double[rows];
    Arrays.setAll(values, i -> Math.floor(levels * Math.pow(u.next(), power)));
    return Sample.numbers(values);
  }

  private static Sample words(long seed, int rows, List<String> names, double power, int missing) {
    Generator u = new Generator(seed);
    List<@Nullable String> values = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      String name = names.get((int) (names.size() * Math.pow(u.next(), power)));
      values.add(missing > 0 && i % missing == 0 ? null : name);
    }
    return Sample.words(values);
  }
}
