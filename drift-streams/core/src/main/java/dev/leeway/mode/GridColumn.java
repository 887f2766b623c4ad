package dev.leeway.mode;

import dev.leeway.measure.ColumnPair;
import dev.leeway.measure.ColumnSample;
import dev.leeway.measure.OrderedCells;
import dev.leeway.measure.UnorderedCells;
import dev.leeway.profile.CategoricalProfile;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Cut;
import dev.leeway.profile.NumericProfile;
import dev.leeway.profile.SpecialBin;
import java.util.Arrays;
import java.util.Optional;

/**
 * One column of two profiles as tools look at it: values only, no missing ones, in the bins of one
 * of the layout's cuts.
 */
sealed interface GridColumn {

  /** Whether either side has no value. */
  boolean isEmpty();

  /** The column of two profiles; empty for kinds that tools do not compare. */
  static Optional<GridColumn> of(
      ColumnLayout layout, ColumnSample reference, ColumnSample current) {
    if (layout instanceof ColumnLayout.Numeric numeric
        && reference.column() instanceof NumericProfile before
        && current.column() instanceof NumericProfile now) {
      return ColumnPair.of(layout, reference, current)
          .numbers()
          .map(cells -> new Numbers(numeric, cells, before, now));
    }
    if (layout instanceof ColumnLayout.Categorical
        && reference.column() instanceof CategoricalProfile before
        && current.column() instanceof CategoricalProfile now) {
      return Optional.of(new Words(withNew(before, now)));
    }
    return Optional.empty();
  }

  /** All new categories together are the last cell. */
  private static UnorderedCells withNew(CategoricalProfile before, CategoricalProfile now) {
    return new UnorderedCells(withNew(before), withNew(now));
  }

  private static long[] withNew(CategoricalProfile profile) {
    long[] counts = profile.counts();
    long[] longer = Arrays.copyOf(counts, counts.length + 1);
    longer[counts.length] = profile.special(SpecialBin.NEW_CATEGORY);
    return longer;
  }

  /** A column of numbers. */
  record Numbers(
      ColumnLayout.Numeric layout,
      OrderedCells cells,
      NumericProfile reference,
      NumericProfile current)
      implements GridColumn {

    @Override
    public boolean isEmpty() {
      return reference.finite() == 0 || current.finite() == 0;
    }

    /**
     * Counts in a cut's bins: first what lies below its first edge, last what lies above its last
     * one. Empty where the reference was made without such a cut.
     */
    Optional<UnorderedCells> in(Cut cut) {
      return layout
          .groupEnds(cut)
          .map(
              ends ->
                  new UnorderedCells(
                      grouped(reference.counts(), ends), grouped(current.counts(), ends)));
    }

    private static long[] grouped(long[] counts, int[] ends) {
      long[] groups = new long[ends.length];
      int from = 0;
      for (int group = 0; group < ends.length; group++) {
        for (int bin = from; bin < ends[group]; bin++) {
          groups[group] += counts[bin];
        }
        from = ends[group];
      }
      return groups;
    }
  }

  /** A column of categories, the new ones together in the last cell. */
  record Words(UnorderedCells cells) implements GridColumn {

    @Override
    public boolean isEmpty() {
      return cells.referenceRows() == 0 || cells.currentRows() == 0;
    }
  }
}
