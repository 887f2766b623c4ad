package dev.leeway.drift;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Caps;
import dev.leeway.monitor.ColumnPolicy;
import dev.leeway.monitor.Decision;
import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.Timing;
import dev.leeway.profile.ColumnKind;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Edges;
import dev.leeway.profile.Layout;
import dev.leeway.profile.Profile;
import dev.leeway.profile.ProfileBuilder;
import dev.leeway.reference.LayoutBuilder;
import dev.leeway.reference.Reference;
import dev.leeway.reference.ReferenceCounter;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.window.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A model of one column called x, whose cells are Double, String, Boolean or null for missing: its
 * reference built as for production, and windows counted on it.
 */
final class Column {

  static final Monitor MONITOR = monitor(ColumnPolicy.DEFAULT);

  private static final ModelRef MODEL = new ModelRef("delay", "1");

  final Reference reference;

  Column(Reference reference) {
    this.reference = reference;
  }

  /** The column of the given reference rows. */
  static Column of(List<? extends @Nullable Object> cells) {
    List<String> names = List.of("x");
    LayoutBuilder first = new LayoutBuilder(names, MONITOR);
    cells.forEach(
        cell -> {
          if (cell instanceof Double number) first.number(0, number);
          else if (cell instanceof String text) first.text(0, text);
          else if (cell instanceof Boolean flag) first.flag(0, flag);
        });
    ReferenceCounter second = new ReferenceCounter(names, first.build());
    cells.forEach(
        cell -> {
          second.startRow();
          if (cell instanceof Double number) second.number(0, number);
          else if (cell instanceof String text) second.text(0, text);
          else if (cell instanceof Boolean flag) second.flag(0, flag);
        });
    return new Column(second.build(MODEL, Instant.EPOCH, new TreeMap<>()));
  }

  Profile window(List<? extends @Nullable Object> cells) {
    return counted(reference.layout(), cells);
  }

  ColumnVerdict judge(List<? extends @Nullable Object> cells) {
    return judge(cells, MONITOR);
  }

  ColumnVerdict judge(List<? extends @Nullable Object> cells, Monitor monitor) {
    return new DriftJudge(reference, monitor).judge(window(cells)).get(0);
  }

  Distribution expected() {
    return Distribution.of(reference.profile(), 0);
  }

  Distribution current(List<? extends @Nullable Object> cells) {
    return Distribution.of(window(cells), 0);
  }

  static List<Object> cells(int count, Supplier<? extends Object> cell) {
    List<Object> cells = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      cells.add(cell.get());
    }
    return cells;
  }

  /** So many rows in each bin, in order: numbers 0, 1, 2, ... with an edge at each. */
  static Distribution ordered(int... counts) {
    double[] edges = new double[counts.length - 1];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = i;
    }
    Layout layout =
        new Layout(List.of(new ColumnLayout.Numeric("x", ColumnKind.NUMERIC, new Edges(edges))));
    List<Object> cells = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      cells.addAll(Collections.nCopies(counts[i], (double) i));
    }
    return Distribution.of(counted(layout, cells), 0);
  }

  /** So many rows of each category; the last count is of a new one. */
  static Distribution unordered(int... counts) {
    List<String> names = new ArrayList<>();
    List<Object> cells = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      String name = "c" + i;
      if (i < counts.length - 1) names.add(name);
      cells.addAll(Collections.nCopies(counts[i], name));
    }
    Layout layout =
        new Layout(List.of(new ColumnLayout.Categorical("x", ColumnKind.CATEGORICAL, names)));
    return Distribution.of(counted(layout, cells), 0);
  }

  /** Every change matters. */
  static Monitor zeroTolerance() {
    return monitor(ColumnPolicy.DEFAULT, new Decision(0.05, 1_000, 0, 30, 1));
  }

  static Monitor inBlocksOf(double rows) {
    return monitor(ColumnPolicy.DEFAULT, new Decision(0.05, 1_000, 0.05, 30, rows));
  }

  static Monitor monitor(ColumnPolicy policy) {
    return monitor(policy, Decision.DEFAULT);
  }

  private static Monitor monitor(ColumnPolicy policy, Decision decision) {
    return new Monitor(
        "delay",
        Timing.DEFAULT,
        List.of(WindowSpec.tumbling(Duration.ofHours(1))),
        List.of(),
        new TreeMap<>(Map.of("x", policy)),
        decision,
        Caps.DEFAULT);
  }

  private static Profile counted(Layout layout, List<? extends @Nullable Object> cells) {
    ProfileBuilder builder = new ProfileBuilder(new ProfileBuilder.Counting(layout));
    for (Object cell : cells) {
      builder.startRow();
      if (cell instanceof Double number) {
        builder.number(0, number);
      } else if (cell instanceof String text) {
        byte[] bytes = text.getBytes(UTF_8);
        builder.text(0, bytes, 0, bytes.length);
      } else if (cell instanceof Boolean flag) {
        builder.flag(0, flag);
      }
    }
    return builder.build();
  }
}
