package dev.leeway.drift;

import dev.leeway.profile.ColumnLayout;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** How the median moved, and the bins that most rows came into and left. */
final class NumberMovement {

  private static final int DECILES = 10;

  private final ColumnLayout.Numeric layout;
  private final Distribution reference;
  private final Distribution current;

  NumberMovement(ColumnLayout.Numeric layout, Distribution reference, Distribution current) {
    this.layout = layout;
    this.reference = reference;
    this.current = current;
  }

  String inWords() {
    if (reference.sum(0, reference.regular()) == 0 || current.sum(0, current.regular()) == 0) {
      return "no numbers to compare";
    }
    String before = median(reference);
    String now = median(current);
    return String.format(Locale.ROOT, "median %s -> %s%s", before, now, bins());
  }

  /** The bins that most rows came into and that most left, the larger change first. */
  private String bins() {
    int[] ends = reference.equalGroups(DECILES);
    Distribution before = reference.grouped(ends);
    Distribution now = current.grouped(ends);
    int gained = 0;
    int lost = 0;
    for (int group = 1; group < ends.length; group++) {
      double moved = now.share(group) - before.share(group);
      if (moved > now.share(gained) - before.share(gained)) gained = group;
      if (moved < now.share(lost) - before.share(lost)) lost = group;
    }
    double up = now.share(gained) - before.share(gained);
    double down = now.share(lost) - before.share(lost);
    String more = up >= Movement.WORTH_A_WORD ? told(up, gained, ends) : "";
    String less = -down >= Movement.WORTH_A_WORD ? told(down, lost, ends) : "";
    return up >= -down ? more + less : less + more;
  }

  private String told(double moved, int group, int[] ends) {
    return ", " + Movement.points(moved) + " " + range(group, ends);
  }

  /** Group i holds what is above the edge before its first bin, up to the edge of its last. */
  private String range(int group, int[] ends) {
    int edges = layout.edges().size();
    if (edges == 0) return "anywhere";
    if (group == 0) return "below " + smallest();
    if (ends[group] > edges) return "above " + number(layout.edges().get(edges - 1));
    String to = number(layout.edges().get(ends[group] - 1));
    String from =
        ends[group - 1] == 1 ? smallest() : number(layout.edges().get(ends[group - 1] - 1));
    if (from.equals(to)) return "at " + to;
    return ends[group - 1] == 1 ? "from " + from + " to " + to : "above " + from + " to " + to;
  }

  /** The first edge is the number just below the smallest of the reference. */
  private String smallest() {
    return number(Math.nextUp(layout.edges().get(0)));
  }

  /** The upper edge of the bin that holds the median; beyond the grid, the grid's end. */
  private String median(Distribution rows) {
    long half = (rows.sum(0, rows.regular()) + 1) / 2;
    long sum = 0;
    int bin = 0;
    while (bin < rows.regular() - 1 && sum + rows.count(bin) < half) {
      sum += rows.count(bin++);
    }
    int edges = layout.edges().size();
    if (edges == 0) return "?";
    if (bin >= edges) return "above " + number(layout.edges().get(edges - 1));
    if (bin == 0) return "below " + smallest();
    return number(layout.edges().get(bin));
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
