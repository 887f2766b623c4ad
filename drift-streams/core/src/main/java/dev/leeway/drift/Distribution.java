package dev.leeway.drift;

import dev.leeway.measure.EqualGroups;
import dev.leeway.profile.CategoricalProfile;
import dev.leeway.profile.ColumnProfile;
import dev.leeway.profile.Profile;
import dev.leeway.profile.SpecialBin;
import dev.leeway.sketch.TopItems;
import java.util.Arrays;
import java.util.List;

/**
 * How the rows of one column fell into its bins: the layout's bins first, then the special ones, of
 * which missing values are one. Every row is in exactly one bin, so a column that is 95 % missing
 * has moved, whatever the other 5 % say.
 */
final class Distribution {

  /** Special bins of a numeric column, in the order in which they follow the grid's. */
  static final List<SpecialBin> NUMERIC_SPECIALS =
      List.of(
          SpecialBin.MISSING,
          SpecialBin.NAN,
          SpecialBin.POSITIVE_INFINITY,
          SpecialBin.NEGATIVE_INFINITY,
          SpecialBin.WRONG_TYPE);

  /** Special bins of a categorical column. */
  static final List<SpecialBin> CATEGORICAL_SPECIALS =
      List.of(SpecialBin.NEW_CATEGORY, SpecialBin.MISSING, SpecialBin.WRONG_TYPE);

  private final long[] counts;
  private final int regular;
  private final long total;
  private final List<SpecialBin> specials;
  private final TopItems newNames;

  private Distribution(long[] counts, List<SpecialBin> specials, TopItems newNames) {
    this.counts = counts;
    this.specials = specials;
    this.newNames = newNames;
    this.regular = counts.length - specials.size();
    this.total = Arrays.stream(counts).sum();
  }

  /** The distribution of the column of the given place. */
  static Distribution of(Profile profile, int place) {
    ColumnProfile column = profile.columns().get(place);
    List<SpecialBin> specials =
        column instanceof CategoricalProfile ? CATEGORICAL_SPECIALS : NUMERIC_SPECIALS;
    long[] bins = column.counts();
    long[] counts = Arrays.copyOf(bins, bins.length + specials.size());
    for (int i = 0; i < specials.size(); i++) {
      SpecialBin bin = specials.get(i);
      counts[bins.length + i] =
          bin == SpecialBin.MISSING ? profile.missing(place) : column.special(bin);
    }
    TopItems newNames =
        column instanceof CategoricalProfile categorical ? categorical.newNames() : new TopItems();
    return new Distribution(counts, specials, newNames);
  }

  /** Names of the new categories; none of numbers. */
  TopItems newNames() {
    return newNames;
  }

  /** All bins, special ones included. */
  int bins() {
    return counts.length;
  }

  /** Number of the layout's own bins. */
  int regular() {
    return regular;
  }

  long count(int bin) {
    return counts[bin];
  }

  /** Rows. */
  long total() {
    return total;
  }

  double share(int bin) {
    return total == 0 ? 0 : (double) counts[bin] / total;
  }

  /** Rows in bins from (inclusive) to (exclusive). */
  long sum(int from, int to) {
    long sum = 0;
    for (int bin = from; bin < to; bin++) {
      sum += counts[bin];
    }
    return sum;
  }

  /**
   * The place of a special bin.
   *
   * @throws IllegalArgumentException if this column has none such
   */
  int bin(SpecialBin bin) {
    int place = specials.indexOf(bin);
    if (place < 0) throw new IllegalArgumentException("no bin for " + bin);
    return regular + place;
  }

  /** Which special bin a bin is. */
  SpecialBin special(int bin) {
    return specials.get(bin - regular);
  }

  /**
   * The same rows in coarser bins: {@code ends} are the exclusive ends of groups of regular bins.
   */
  Distribution grouped(int[] ends) {
    long[] grouped = new long[ends.length + specials.size()];
    int from = 0;
    for (int group = 0; group < ends.length; group++) {
      grouped[group] = sum(from, ends[group]);
      from = ends[group];
    }
    System.arraycopy(counts, regular, grouped, ends.length, specials.size());
    return new Distribution(grouped, specials, newNames);
  }

  /**
   * Ends of groups of regular bins that hold about equal shares of these rows: of the reference, so
   * that every window is grouped alike.
   */
  int[] equalGroups(int groups) {
    return EqualGroups.ends(Arrays.copyOf(counts, regular), groups);
  }
}
