package dev.leeway.drift;

import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Profile;
import dev.leeway.reference.Reference;
import dev.leeway.verdict.ColumnVerdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares windows' profiles with one reference, column by column. What depends on the reference
 * alone is worked out once, so a judge is worth keeping. Immutable.
 *
 * <p>Default rule: a column has drifted when the {@linkplain Evidence evidence} that its rows do
 * not come from the reference is at least columns x horizon / (alpha / 2), and the effect matters:
 * more rows moved than the tolerance, or more than half a percent into or out of a special bin. The
 * other half of alpha pays for what the reference leaves open. So P(any false alarm, over all
 * columns and {@code horizon} windows) is at most alpha, if rows are independent. A fixed threshold
 * in the column's policy replaces the rule, where the column has that measure: categories have no
 * Kolmogorov-Smirnov statistic.
 */
public final class DriftJudge {

  private final Reference reference;
  private final List<ColumnJudge> columns = new ArrayList<>();

  public DriftJudge(Reference reference, Monitor monitor) {
    this.reference = reference;
    List<ColumnLayout> layouts = reference.layout().columns();
    long compared =
        layouts.stream().filter(column -> !monitor.column(column.name()).ignored()).count();
    for (int place = 0; place < layouts.size(); place++) {
      ColumnLayout layout = layouts.get(place);
      if (monitor.column(layout.name()).ignored()) continue;
      columns.add(
          new ColumnJudge(
              layout,
              place,
              Distribution.of(reference.profile(), place),
              new ColumnJudge.Rule(monitor.column(layout.name()), monitor.decision(), compared)));
    }
  }

  /** The model the reference is of. */
  public ModelRef model() {
    return reference.model();
  }

  /** One verdict per column of the layout that is not ignored, in the layout's order. */
  public List<ColumnVerdict> judge(Profile window) {
    return columns.stream().map(column -> column.judge(window)).toList();
  }
}
