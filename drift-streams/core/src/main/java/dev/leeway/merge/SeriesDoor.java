package dev.leeway.merge;

import dev.leeway.bundle.PartialProfile;
import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.Layout;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What of the partial profiles that come may be merged.
 *
 * @param series those that are here
 * @param past whether nothing is kept of one but what no cap counts
 */
record SeriesDoor<S>(Map<SeriesKey, S> series, Predicate<S> past) {

  /** How many times its caps a model may take here: tasks that count each meet others first. */
  private static final int TASKS = 4;

  /** Whether there is room for a series, if it is a new one. */
  Intake room(SeriesKey wanted, Monitor monitor) {
    if (series.containsKey(wanted)) return Intake.MERGED;
    Set<ModelRef> versions = new HashSet<>();
    int segments = 0;
    for (Map.Entry<SeriesKey, S> entry : series.entrySet()) {
      ModelRef other = entry.getKey().model();
      if (!other.name().equals(monitor.model()) || past.test(entry.getValue())) continue;
      versions.add(other);
      if (other.equals(wanted.model())) segments++;
    }
    if (!versions.contains(wanted.model())
        && versions.size() >= TASKS * monitor.caps().versions()) {
      return Intake.TOO_MANY_VERSIONS;
    }
    return segments < mostSeries(monitor) ? Intake.MERGED : Intake.TOO_MANY_SEGMENTS;
  }

  /** Series of one version: all rows, and of each segment column its values and the rest. */
  static int mostSeries(Monitor monitor) {
    return 1 + TASKS * monitor.segments().size() * (monitor.caps().segments() + 1);
  }

  /**
   * Whether the rows were counted as those of their reference are.
   *
   * @param judge of the reference that holds for them
   */
  static boolean fits(PartialProfile partial, Series found, Optional<Judges.Entry> judge) {
    if (partial.referenceId().isEmpty()) return partial.profile().fits(Layout.EMPTY);
    Optional<Layout> layout =
        judge.filter(entry -> entry.id().equals(partial.referenceId())).map(Judges.Entry::layout);
    return layout
        .map(known -> partial.profile().fits(known))
        .orElseGet(() -> found.isLike(partial.referenceId(), partial.profile()));
  }
}
