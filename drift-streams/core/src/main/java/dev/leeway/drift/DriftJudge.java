package dev.leeway.drift;

import dev.leeway.event.ByteDictionary;
import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.PayloadWriter;
import dev.leeway.profile.Profile;
import dev.leeway.reference.Reference;
import dev.leeway.verdict.ColumnVerdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares windows' profiles with one reference, column by column. What depends on the reference
 * alone is worked out once, so a judge is worth keeping. Immutable.
 *
 * <p>Default rule: a column has drifted when the {@linkplain Evidence evidence} that its rows do
 * not come from the reference, summed up over windows from wherever it is strongest, is at least
 * columns / (alpha / 2), and the effect matters: more rows moved than the tolerance, or more than
 * half a percent into or out of a special bin. The other half of alpha pays for what the reference
 * leaves open. So P(any false alarm, over all columns and {@code horizon} windows) is at most
 * alpha, if rows are independent. A fixed threshold in the column's policy replaces the rule, where
 * the column has that measure: categories have no Kolmogorov-Smirnov statistic.
 */
public final class DriftJudge implements EvidenceJudge<Profile> {

  private final Reference reference;
  private final List<PartJudge> columns = new ArrayList<>();
  private final Accumulator accumulator;

  /** Stands for which columns are compared. */
  private final long compared;

  public DriftJudge(Reference reference, Monitor monitor) {
    this.reference = reference;
    List<ColumnLayout> layouts = reference.layout().columns();
    boolean together =
        reference.layout().joint().isPresent() && !monitor.column(JointJudge.NAME).ignored();
    long parts =
        (together ? 1 : 0)
            + layouts.stream().filter(column -> !monitor.column(column).ignored()).count();
    for (int place = 0; place < layouts.size(); place++) {
      ColumnLayout layout = layouts.get(place);
      if (monitor.column(layout).ignored()) continue;
      columns.add(
          new ColumnJudge(
              layout,
              place,
              Distribution.of(reference.profile(), place),
              new ColumnJudge.Rule(
                  monitor.column(layout),
                  monitor.decision(),
                  parts,
                  new MeasuredColumn(reference, place, monitor))));
    }
    if (together) columns.add(new JointJudge(reference, monitor, parts));
    compared = number(layouts, monitor, together);
    accumulator = new Accumulator(columns);
  }

  /** A number for which columns are compared: never 0, and hardly ever the same for others. */
  private static long number(List<ColumnLayout> layouts, Monitor monitor, boolean together) {
    PayloadWriter names = new PayloadWriter().count(together ? 1 : 0);
    for (ColumnLayout layout : layouts) {
      if (!monitor.column(layout).ignored()) names.text(layout.name());
    }
    byte[] bytes = names.toBytes();
    return Math.max(1, ByteDictionary.hash(bytes, 0, bytes.length) & Long.MAX_VALUE);
  }

  /** The model the reference is of. */
  public ModelRef model() {
    return reference.model();
  }

  /** The rows in the cells that are looked at. */
  private Tally tally(Profile rows) {
    return Tally.of(compared, columns.stream().map(column -> column.cells(rows)).toList());
  }

  @Override
  public Accumulation begin(Instant at) {
    return accumulator.begin(at, tally(reference.profile()).nothing());
  }

  @Override
  public boolean fits(Accumulation accumulation) {
    return accumulation.head().before().fits(tally(reference.profile()));
  }

  /**
   * The evidence with one more span of event time.
   *
   * @param before the evidence up to the span's start
   * @param span its rows, counted on the reference's layout; no two spans may share rows
   * @param end where it ends
   */
  public Accumulation advance(Accumulation before, Profile span, Instant end) {
    return complete(extend(before, span, end));
  }

  @Override
  public Accumulation extend(Accumulation before, Profile span, Instant end) {
    return accumulator.extend(before, tally(span), end);
  }

  @Override
  public Accumulation revise(
      Accumulation old, Accumulation was, Accumulation before, long unmoved) {
    return accumulator.revise(old, was, before, unmoved);
  }

  @Override
  public Accumulation complete(Accumulation decided) {
    return accumulator.complete(decided);
  }

  /**
   * A number for what decides on the state of a window whose own rows do not change: as long as it
   * is the same, so is the state.
   */
  public long decisive(Accumulation decided) {
    return accumulator.decisive(decided);
  }

  /**
   * The verdicts without what does not decide: column, state and rows.
   *
   * @param upToEnd the evidence up to the window's end, as far as it decides
   */
  public List<ColumnVerdict> outline(Profile window, Accumulation upToEnd) {
    List<ColumnVerdict> outlines = new ArrayList<>(columns.size());
    for (int column = 0; column < columns.size(); column++) {
      outlines.add(columns.get(column).outline(window, upToEnd.column(column)));
    }
    return outlines;
  }

  /**
   * One verdict per column of the layout that is not ignored, in the layout's order, and one on
   * columns together where the layout looks at them so.
   *
   * @param window the window's rows
   * @param upToEnd the evidence up to the window's end, its rows among it
   */
  public List<ColumnVerdict> judge(Profile window, Accumulation upToEnd) {
    List<ColumnVerdict> verdicts = new ArrayList<>(columns.size());
    for (int column = 0; column < columns.size(); column++) {
      verdicts.add(columns.get(column).judge(window, upToEnd.column(column)));
    }
    return verdicts;
  }

  /**
   * The verdicts where all rows of both sides are at hand: evidence and effect from counts as
   * always, the other measures row-exact.
   *
   * @param rows takes the measures in place of the counts
   */
  public List<ColumnVerdict> judge(Profile window, Accumulation upToEnd, RowMeasures rows) {
    List<ColumnVerdict> verdicts = new ArrayList<>(columns.size());
    for (int column = 0; column < columns.size(); column++) {
      verdicts.add(columns.get(column).judge(window, upToEnd.column(column), rows));
    }
    return verdicts;
  }

  /** The verdicts on a window that nothing came before. */
  public List<ColumnVerdict> judge(Profile window) {
    return judge(window, advance(begin(Instant.EPOCH), window, Instant.EPOCH));
  }
}
