package dev.leeway.measure;

import dev.leeway.profile.CategoricalProfile;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Cut;
import dev.leeway.profile.Moments;
import dev.leeway.profile.NumericProfile;
import dev.leeway.profile.SpecialBin;
import dev.leeway.verdict.Measure;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * One column of a reference and of a window, counted on one support in every way that a measure
 * looks at it. Made from two profiles on one layout, or from all values of both. Immutable.
 */
public final class ColumnPair {

  private static final List<SpecialBin> NUMERIC =
      List.of(
          SpecialBin.MISSING,
          SpecialBin.NAN,
          SpecialBin.POSITIVE_INFINITY,
          SpecialBin.NEGATIVE_INFINITY,
          SpecialBin.WRONG_TYPE);

  private static final List<SpecialBin> CATEGORICAL =
      List.of(SpecialBin.NEW_CATEGORY, SpecialBin.MISSING, SpecialBin.WRONG_TYPE);

  private final UnorderedCells groups;
  private final UnorderedCells specials;
  private final GroupError error;
  private final @Nullable Numbers numbers;

  /** What there is beside the groups where a column holds numbers. */
  private record Numbers(
      OrderedCells cells,
      UnorderedCells deciles,
      Moments reference,
      Moments current,
      Optional<VectorMeans> vectors) {}

  private ColumnPair(
      UnorderedCells groups, UnorderedCells specials, GroupError error, @Nullable Numbers numbers) {
    this.groups = groups;
    this.specials = specials;
    this.error = error;
    this.numbers = numbers;
  }

  /**
   * Two profiles of one column.
   *
   * @throws IllegalArgumentException if they were not counted on the layout
   */
  public static ColumnPair of(ColumnLayout layout, ColumnSample reference, ColumnSample current) {
    if (layout.bins() != reference.column().counts().length
        || layout.bins() != current.column().counts().length) {
      throw new IllegalArgumentException("not counted on the layout of " + layout.name());
    }
    if (layout instanceof ColumnLayout.Numeric numeric
        && reference.column() instanceof NumericProfile before
        && current.column() instanceof NumericProfile now) {
      UnorderedCells specials = specials(NUMERIC, reference, current);
      int[] open = Deciles.open(numeric, before.counts());
      return new ColumnPair(
          joined(grouped(before, now, Deciles.closed(open, numeric.bins())), specials),
          specials,
          numeric.cuts().has(Cut.DECILES) ? new GroupError.Nothing() : new GroupError.OtherEdges(),
          new Numbers(
              OrderedCells.ofGrid(numeric, before, now),
              grouped(before, now, open),
              before.moments(),
              now.moments(),
              VectorMeans.of(numeric, before, now)));
    }
    if (reference.column() instanceof CategoricalProfile before
        && current.column() instanceof CategoricalProfile now) {
      UnorderedCells specials = specials(CATEGORICAL, reference, current);
      UnorderedCells categories = new UnorderedCells(before.counts(), now.counts());
      UnorderedCells groups = joined(categories, specials);
      int news = categories.size() + CATEGORICAL.indexOf(SpecialBin.NEW_CATEGORY);
      return new ColumnPair(groups, specials, newNames(groups, news, before, now), null);
    }
    throw new IllegalArgumentException("not counted on the layout of " + layout.name());
  }

  /** All numbers of both. */
  public static ColumnPair of(ExactSample.Numbers reference, ExactSample.Numbers current) {
    double[] before = reference.values();
    double[] now = current.values();
    double[] edges = Deciles.edges(before);
    UnorderedCells open =
        new UnorderedCells(Deciles.counted(before, edges), Deciles.counted(now, edges));
    double[] ranged = ranged(before, edges);
    UnorderedCells closed =
        new UnorderedCells(Deciles.counted(before, ranged), Deciles.counted(now, ranged));
    UnorderedCells specials = specials(NUMERIC, reference, current);
    return new ColumnPair(
        joined(closed, specials),
        specials,
        new GroupError.Nothing(),
        new Numbers(
            OrderedCells.ofSamples(before, now),
            open,
            Means.moments(before),
            Means.moments(now),
            Optional.empty()));
  }

  /** All categories of both, the most frequent of the reference first. */
  public static ColumnPair of(ExactSample.Categories reference, ExactSample.Categories current) {
    SortedSet<String> names = new TreeSet<>(reference.counts().keySet());
    names.addAll(current.counts().keySet());
    List<String> ordered =
        names.stream()
            .sorted((a, b) -> Long.compare(count(reference, b), count(reference, a)))
            .toList();
    UnorderedCells specials = specials(CATEGORICAL, reference, current);
    return new ColumnPair(
        joined(
            new UnorderedCells(
                ordered.stream().mapToLong(name -> count(reference, name)).toArray(),
                ordered.stream().mapToLong(name -> count(current, name)).toArray()),
            specials),
        specials,
        new GroupError.Nothing(),
        null);
  }

  /** What is known of the categories that share the given group. */
  private static GroupError newNames(
      UnorderedCells groups, int group, CategoricalProfile before, CategoricalProfile now) {
    if (groups.reference(group) + groups.current(group) == 0) return new GroupError.Nothing();
    Optional<SortedMap<String, Long>> was = before.newCounts();
    Optional<SortedMap<String, Long>> is = now.newCounts();
    if (was.isEmpty() || is.isEmpty()) return new GroupError.UnknownNames(group);
    SortedSet<String> names = new TreeSet<>(was.get().keySet());
    names.addAll(is.get().keySet());
    return new GroupError.KnownNames(
        groups.withSplit(
            group,
            names.stream().mapToLong(name -> was.get().getOrDefault(name, 0L)).toArray(),
            names.stream().mapToLong(name -> is.get().getOrDefault(name, 0L)).toArray()));
  }

  private static long count(ExactSample.Categories sample, String name) {
    return sample.counts().getOrDefault(name, 0L);
  }

  /**
   * What shares are compared in: categories, or deciles of the reference and what is out of its
   * range; and the special bins. Every row is in one of them.
   */
  public UnorderedCells groups() {
    return groups;
  }

  /**
   * How far the measure of all values may be from that of the {@linkplain #groups() groups}.
   *
   * @param value of the groups
   * @return infinite where there is no bound
   */
  double groupError(Measure measure, double value) {
    return error.of(measure, groups, value);
  }

  /**
   * A column of no more than two categories in either sample: rows in the one that is more frequent
   * in the reference, and all others. Empty for numbers and for more categories.
   */
  public Optional<UnorderedCells> proportions() {
    int categories = groups.size() - specials.size();
    if (numbers != null || categories < 1 || categories > 2) return Optional.empty();
    int usual = categories == 2 && groups.reference(1) > groups.reference(0) ? 1 : 0;
    return Optional.of(
        new UnorderedCells(
            new long[] {groups.reference(usual), groups.referenceRows() - groups.reference(usual)},
            new long[] {groups.current(usual), groups.currentRows() - groups.current(usual)}));
  }

  /** Rows without an ordinary value. */
  public UnorderedCells specials() {
    return specials;
  }

  /** The numbers in order; empty for categories. */
  public Optional<OrderedCells> numbers() {
    return Optional.ofNullable(numbers).map(Numbers::cells);
  }

  /** The numbers alone in ten groups without bounds; empty for categories. */
  public Optional<UnorderedCells> deciles() {
    return Optional.ofNullable(numbers).map(Numbers::deciles);
  }

  /** Moments of the reference's numbers; empty for categories. */
  public Optional<Moments> referenceMoments() {
    return Optional.ofNullable(numbers).map(Numbers::reference);
  }

  /** Moments of the window's numbers; empty for categories. */
  public Optional<Moments> currentMoments() {
    return Optional.ofNullable(numbers).map(Numbers::current);
  }

  /** Sums of vectors; empty but for two profiles of a column of vectors. */
  Optional<VectorMeans> vectors() {
    return Optional.ofNullable(numbers).flatMap(Numbers::vectors);
  }

  private static UnorderedCells grouped(NumericProfile before, NumericProfile now, int[] ends) {
    return new UnorderedCells(
        Deciles.grouped(before.counts(), ends), Deciles.grouped(now.counts(), ends));
  }

  private static double[] ranged(double[] sorted, double[] edges) {
    if (sorted.length == 0) return edges;
    SortedSet<Double> all = new TreeSet<>();
    for (double edge : edges) {
      all.add(edge);
    }
    all.add(Math.nextDown(sorted[0]));
    all.add(sorted[sorted.length - 1]);
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static UnorderedCells specials(
      List<SpecialBin> bins, ColumnSample reference, ColumnSample current) {
    return new UnorderedCells(
        bins.stream().mapToLong(reference::special).toArray(),
        bins.stream().mapToLong(current::special).toArray());
  }

  private static UnorderedCells specials(
      List<SpecialBin> bins, ExactSample reference, ExactSample current) {
    return new UnorderedCells(
        bins.stream().mapToLong(bin -> reference.specials().getOrDefault(bin, 0L)).toArray(),
        bins.stream().mapToLong(bin -> current.specials().getOrDefault(bin, 0L)).toArray());
  }

  private static UnorderedCells joined(UnorderedCells first, UnorderedCells second) {
    return new UnorderedCells(
        LongStream.concat(
                Arrays.stream(first.referenceCounts()), Arrays.stream(second.referenceCounts()))
            .toArray(),
        LongStream.concat(
                Arrays.stream(first.currentCounts()), Arrays.stream(second.currentCounts()))
            .toArray());
  }
}
