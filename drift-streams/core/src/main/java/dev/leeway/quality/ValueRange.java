package dev.leeway.quality;

import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.ColumnProfile;
import dev.leeway.profile.Edges;
import dev.leeway.profile.NumericProfile;
import dev.leeway.profile.SpecialBin;

/**
 * Numbers outside [from, to], NaN and infinities among them, as a share of the rows that hold a
 * number. Whether there is any is exact; how many is known within the rows of the bins that from
 * and to cut, where other rows lie beyond.
 *
 * @param from may be -infinity
 * @param to may be +infinity
 * @param atMost share in [0, 1] that may lie outside
 */
public record ValueRange(String column, double from, double to, double atMost)
    implements ColumnConstraint {

  /**
   * @throws IllegalArgumentException if nothing lies in the range
   */
  public ValueRange {
    Shares.check(column, atMost);
    if (!(from <= to)) throw new IllegalArgumentException("from " + from + " to " + to);
  }

  @Override
  public ConstraintKind kind() {
    return ConstraintKind.RANGE;
  }

  @Override
  public Limits limits() {
    return Limits.atMost(atMost);
  }

  @Override
  public Finding find(ColumnLayout layout, ColumnProfile profile, long rows) {
    if (!(layout instanceof ColumnLayout.Numeric numeric)
        || !(profile instanceof NumericProfile found)) {
      return new Finding.Nothing("the column holds no numbers");
    }
    long outside =
        found.special(SpecialBin.NAN)
            + (to < Double.POSITIVE_INFINITY ? found.special(SpecialBin.POSITIVE_INFINITY) : 0)
            + (from > Double.NEGATIVE_INFINITY ? found.special(SpecialBin.NEGATIVE_INFINITY) : 0);
    long perhaps = 0;
    long[] counts = found.counts();
    for (int bin = 0; bin < counts.length; bin++) {
      if (counts[bin] == 0) continue;
      double low = lowest(numeric.edges(), bin, found.min());
      double high = highest(numeric.edges(), bin, found.max());
      if (high < from || low > to) {
        outside += counts[bin];
      } else if (low < from || high > to) {
        // The extremes are exact: the rows that hold those beyond the range are known to be there.
        long beyond = 0;
        if (low < from && low == found.min()) beyond++;
        if (high > to && high == found.max()) beyond++;
        outside += beyond;
        perhaps += counts[bin] - beyond;
      }
    }
    return Finding.share(outside, outside + perhaps, found.present() - found.wrongType());
  }

  /** The smallest number that a row of the bin can hold: bins are open below. */
  private static double lowest(Edges edges, int bin, double min) {
    return bin == 0 ? min : Math.max(Math.nextUp(edges.get(bin - 1)), min);
  }

  private static double highest(Edges edges, int bin, double max) {
    return bin == edges.size() ? max : Math.min(edges.get(bin), max);
  }
}
