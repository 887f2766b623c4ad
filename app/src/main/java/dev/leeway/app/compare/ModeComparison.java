package dev.leeway.app.compare;

import dev.leeway.mode.Mode;
import dev.leeway.mode.ProfileJudge;
import dev.leeway.mode.SampleJudge;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Profile;
import dev.leeway.reference.Reference;
import dev.leeway.verdict.ColumnVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** By the measures of another tool: from all values where they are at hand, else from counts. */
final class ModeComparison implements ColumnComparison {

  private final List<ColumnLayout> layouts;
  private final List<Integer> compared = new ArrayList<>();
  private final List<SampleJudge> exact = new ArrayList<>();
  private final ProfileJudge counted;

  /**
   * @param values of the reference; empty to compare counts
   */
  ModeComparison(Mode mode, Reference reference, Optional<ExactRows> values, Monitor monitor) {
    layouts = reference.layout().columns();
    counted = mode.judge(reference);
    for (int place = 0; place < layouts.size(); place++) {
      ColumnLayout layout = layouts.get(place);
      if (monitor.column(layout.name()).ignored()) continue;
      compared.add(place);
      if (values.isPresent()) {
        exact.add(mode.judge(layout.name(), layout.kind(), values.get().sample(place)));
      }
    }
  }

  @Override
  public List<ColumnVerdict> compare(Profile profile, Optional<ExactRows> values) {
    List<ColumnVerdict> verdicts = new ArrayList<>();
    if (values.isPresent() && !exact.isEmpty()) {
      for (int i = 0; i < compared.size(); i++) {
        verdicts.add(exact.get(i).judge(values.get().sample(compared.get(i))));
      }
      return verdicts;
    }
    List<String> names = compared.stream().map(place -> layouts.get(place).name()).toList();
    for (ColumnVerdict verdict : counted.judge(profile)) {
      if (names.contains(verdict.column())) verdicts.add(verdict);
    }
    return verdicts;
  }
}
