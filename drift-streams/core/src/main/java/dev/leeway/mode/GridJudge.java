package dev.leeway.mode;

import dev.leeway.measure.ColumnSample;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Profile;
import dev.leeway.reference.Reference;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.State;
import java.util.ArrayList;
import java.util.List;

/** Compares profiles column by column. */
final class GridJudge implements ProfileJudge {

  private final Reference reference;
  private final GridComparing comparing;

  GridJudge(Reference reference, GridComparing comparing) {
    this.reference = reference;
    this.comparing = comparing;
  }

  @Override
  public List<ColumnVerdict> judge(Profile current) {
    List<ColumnVerdict> verdicts = new ArrayList<>();
    List<ColumnLayout> layouts = reference.layout().columns();
    for (int place = 0; place < layouts.size(); place++) {
      verdicts.add(judge(layouts.get(place), place, current));
    }
    return verdicts;
  }

  private ColumnVerdict judge(ColumnLayout layout, int place, Profile current) {
    Comparison comparison =
        GridColumn.of(
                layout,
                ColumnSample.of(reference.profile(), place),
                ColumnSample.of(current, place))
            .map(pair -> comparing.compare(layout.name(), pair))
            .orElseGet(() -> Comparison.unknown("this mode does not compare such columns"));
    State known = comparison.drifted() ? State.DRIFTED : State.OK;
    return new ColumnVerdict(
        layout.name(),
        layout.kind(),
        comparison.measures().isEmpty() ? State.UNKNOWN : known,
        comparison.why(),
        current.rows(),
        current.missing(place),
        comparison.measures());
  }
}
