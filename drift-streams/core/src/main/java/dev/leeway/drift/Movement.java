package dev.leeway.drift;

import dev.leeway.profile.ColumnLayout;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * What moved most in a column, in words: from counts only, so the words are the same everywhere.
 */
final class Movement {

  /** A special bin is worth a word from this share of rows on. */
  private static final double WORTH_A_WORD = 0.005;

  private final ColumnLayout layout;
  private final Distribution reference;
  private final Distribution current;

  Movement(ColumnLayout layout, Distribution reference, Distribution current) {
    this.layout = layout;
    this.reference = reference;
    this.current = current;
  }

  String inWords() {
    StringJoiner words = new StringJoiner("; ");
    if (layout instanceof ColumnLayout.Numeric numeric) {
      words.add(middle(numeric));
    } else if (layout instanceof ColumnLayout.Categorical categorical) {
      words.add(mostMoved(categorical));
    }
    for (int bin = reference.regular(); bin < reference.bins(); bin++) {
      double now = current.share(bin);
      if (Math.abs(now - reference.share(bin)) >= WORTH_A_WORD) {
        words.add(
            String.format(
                Locale.ROOT,
                "%s %s -> %s",
                reference.special(bin).words(),
                percent(reference.share(bin)),
                percent(now)));
      }
    }
    return words.toString();
  }

  private String middle(ColumnLayout.Numeric numeric) {
    if (reference.sum(0, reference.regular()) == 0 || current.sum(0, current.regular()) == 0) {
      return "no numbers to compare";
    }
    String before = median(numeric, reference);
    String now = median(numeric, current);
    String medians = String.format(Locale.ROOT, "median %s -> %s", before, now);
    return before.equals(now) ? medians + crossing(numeric) : medians;
  }

  /** Where the median stayed: the point that the largest share of rows crossed. */
  private String crossing(ColumnLayout.Numeric numeric) {
    int widest = 0;
    for (int edge = 1; edge < numeric.edges().size(); edge++) {
      if (Math.abs(crossed(edge)) > Math.abs(crossed(widest))) widest = edge;
    }
    if (numeric.edges().size() == 0 || Math.abs(crossed(widest)) < WORTH_A_WORD) return "";
    return String.format(
        Locale.ROOT,
        ", at most %s: %s -> %s",
        number(numeric.edges().get(widest)),
        percent(upTo(reference, widest)),
        percent(upTo(current, widest)));
  }

  private double crossed(int edge) {
    return upTo(current, edge) - upTo(reference, edge);
  }

  private static double upTo(Distribution rows, int edge) {
    return rows.total() == 0 ? 0 : (double) rows.sum(0, edge + 1) / rows.total();
  }

  /** The upper edge of the bin that holds the median; beyond the grid, the grid's end. */
  private static String median(ColumnLayout.Numeric numeric, Distribution rows) {
    long half = (rows.sum(0, rows.regular()) + 1) / 2;
    long sum = 0;
    int bin = 0;
    while (bin < rows.regular() - 1 && sum + rows.count(bin) < half) {
      sum += rows.count(bin++);
    }
    int edges = numeric.edges().size();
    if (edges == 0) return "?";
    if (bin >= edges) return "above " + number(numeric.edges().get(edges - 1));
    // The first edge is the number just below the smallest of the reference.
    if (bin == 0) return "below " + number(Math.nextUp(numeric.edges().get(0)));
    return number(numeric.edges().get(bin));
  }

  private String mostMoved(ColumnLayout.Categorical categorical) {
    int most = 0;
    for (int bin = 1; bin < reference.regular(); bin++) {
      if (Math.abs(moved(bin)) > Math.abs(moved(most))) most = bin;
    }
    if (reference.regular() == 0) return "no categories to compare";
    return String.format(
        Locale.ROOT, "%s %+.1f pp", categorical.categories().get(most), 100 * moved(most));
  }

  private double moved(int bin) {
    return current.share(bin) - reference.share(bin);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** Four significant digits at most, without trailing zeros. */
  private static String number(double value) {
    if (value == 0) return "0";
    if (Math.abs(value) >= 1e6 || Math.abs(value) < 1e-4) {
      return String.format(Locale.ROOT, "%.3g", value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
    return rounded.toPlainString();
  }
}
