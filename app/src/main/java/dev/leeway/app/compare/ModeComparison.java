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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** By the measures of another tool: from all values where they are at hand, else from counts. */
final class ModeComparison implements ColumnComparison {

  /** By place in the layout, of the columns that are compared. */
  private final SortedMap<Integer, Optional<SampleJudge>> judges = new TreeMap<>();

  private final List<String> names;
  private final ProfileJudge counted;

  /**
   * @param values of the reference; empty to compare counts
   */
  ModeComparison(Mode mode, Reference reference, Optional<ExactRows> values, Monitor monitor) {
    List<ColumnLayout> layouts = reference.layout().columns();
    names = layouts.stream().map(ColumnLayout::name).toList();
    counted = mode.judge(reference);
    for (int place = 0; place < layouts.size(); place++) {
      ColumnLayout layout = layouts.get(place);
      // What we count of texts and times beside their values no other tool knows.
      boolean facet = !layout.name().equals(layout.column());
      if (facet || monitor.column(layout).ignored()) continue;
      int at = place;
      judges.put(
          place,
          values
              .filter(rows -> ExactRows.isKept(layout.kind()))
              .map(rows -> mode.judge(layout.name(), layout.kind(), rows.sample(at))));
    }
  }

  @Override
  public List<ColumnVerdict> compare(Chunk chunk, Profile profile, Optional<ExactRows> values) {
    Map<String, ColumnVerdict> byCounts = new HashMap<>();
    counted.judge(profile).forEach(verdict -> byCounts.put(verdict.column(), verdict));
    List<ColumnVerdict> verdicts = new ArrayList<>();
    judges.forEach(
        (place, judge) -> {
          ColumnVerdict counts = byCounts.get(names.get(place));
          if (judge.isPresent() && values.isPresent()) {
            verdicts.add(judge.get().judge(values.get().sample(place)));
          } else if (counts != null) {
            verdicts.add(counts);
          }
        });
    return verdicts;
  }
}
