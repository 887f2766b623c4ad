package dev.leeway.bench.decisions;

import dev.leeway.drift.Accumulation;
import dev.leeway.drift.DriftJudge;
import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Decision;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.ColumnProfile;
import dev.leeway.profile.CountedColumn;
import dev.leeway.profile.Layout;
import dev.leeway.profile.Profile;
import dev.leeway.reference.CellSink;
import dev.leeway.reference.LayoutBuilder;
import dev.leeway.reference.Reference;
import dev.leeway.reference.ReferenceCounter;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Our default, by the classes that run in production: the reference is built by {@link
 * LayoutBuilder} and {@link ReferenceCounter}, windows are judged by {@link DriftJudge}. Only the
 * counting of a window's rows is short-cut, to what counting them gives.
 */
final class LeewayRule implements Rule {

  private static final ModelRef MODEL = new ModelRef("bench", "1");

  private static final Duration WINDOW = Duration.ofMinutes(1);

  /** Measures beside evidence and effect decide nothing by default, and cost time. */
  private static final Set<Measure> FEW_MEASURES = Set.of(Measure.TOTAL_VARIATION);

  private final String name;
  private final Decision decision;

  /** With the settings that hold where a monitor has none. */
  LeewayRule() {
    this("leeway", Decision.DEFAULT);
  }

  /**
   * @param name as results name it
   */
  LeewayRule(String name, Decision decision) {
    this.name = name;
    this.decision = decision;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Watch watch(Past past) {
    Monitor monitor = Monitor.withDefaults(MODEL.name()).with(decision).with(FEW_MEASURES);
    Reference reference = reference(past, monitor);
    return new Judged(
        new DriftJudge(reference, monitor), new WindowCounter(past, reference.layout()));
  }

  /** Judges window after window, each with the evidence of all before it. */
  private static final class Judged implements Watch {

    private final DriftJudge judge;
    private final WindowCounter counter;
    private Accumulation evidence;

    Judged(DriftJudge judge, WindowCounter counter) {
      this.judge = judge;
      this.counter = counter;
      evidence = judge.begin(Instant.EPOCH);
    }

    @Override
    public boolean alarms(Window window) {
      Profile rows = counter.count(window);
      evidence = judge.advance(evidence, rows, evidence.at().plus(WINDOW));
      return judge.judge(rows, evidence).stream()
          .anyMatch(column -> column.state() == State.DRIFTED);
    }
  }

  /** The reference of such a past, in two passes as for a file. */
  static Reference reference(Past past, Monitor monitor) {
    List<String> names =
        IntStream.range(0, past.columns().size()).mapToObj(column -> "column_" + column).toList();
    LayoutBuilder first = new LayoutBuilder(names, monitor);
    tell(past, first);
    ReferenceCounter second = new ReferenceCounter(names, first.build());
    tell(past, second);
    return second.build(MODEL, Instant.EPOCH, new TreeMap<>());
  }

  private static void tell(Past past, CellSink sink) {
    String[] categories = new String[past.categories()];
    for (int i = 0; i < categories.length; i++) {
      categories[i] = category(i);
    }
    for (int row = 0; row < past.rows(); row++) {
      sink.startRow();
      for (int column = 0; column < past.columns().size(); column++) {
        double value = past.columns().get(column)[row];
        if (past.isNumeric()) sink.number(column, value);
        else sink.text(column, categories[(int) value]);
      }
    }
  }

  private static String category(int number) {
    return "c" + number;
  }

  /** Makes profiles of windows, as counting their rows would. */
  static final class WindowCounter {

    private final List<Grid> grids = new ArrayList<>();

    /** Place of each category in a column's layout, or -1 if the reference does not have it. */
    private final List<int[]> places = new ArrayList<>();

    WindowCounter(Past past, Layout layout) {
      for (ColumnLayout column : layout.columns()) {
        if (column instanceof ColumnLayout.Categorical categorical) {
          grids.add(Grid.ofCategories(past.categories()));
          places.add(
              IntStream.range(0, past.categories())
                  .map(number -> categorical.categories().indexOf(category(number)))
                  .toArray());
        } else {
          grids.add(new Grid(((ColumnLayout.Numeric) column).edges()));
          places.add(new int[0]);
        }
      }
    }

    Profile count(Window window) {
      List<ColumnProfile> columns = new ArrayList<>(grids.size());
      for (int column = 0; column < grids.size(); column++) {
        long[] counts = window.counts(column, grids.get(column));
        int[] place = places.get(column);
        columns.add(place.length == 0 ? CountedColumn.ofBins(counts) : named(counts, place));
      }
      return new Profile(window.rows(), 0, columns);
    }

    private static ColumnProfile named(long[] counts, int[] place) {
      int known = (int) IntStream.of(place).filter(at -> at >= 0).count();
      long[] categories = new long[known];
      long unknown = counts[place.length];
      for (int i = 0; i < place.length; i++) {
        if (place[i] >= 0) categories[place[i]] = counts[i];
        else unknown += counts[i];
      }
      return CountedColumn.ofCategories(categories, unknown);
    }
  }
}
