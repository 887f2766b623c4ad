package dev.leeway.merge;

import dev.leeway.monitor.Monitor;
import dev.leeway.profile.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The panes of a series that are held against one reference.
 *
 * @param all panes of the series that are not settled, as they are now: rows by what they were
 *     counted on
 * @param countedOn the reference, or for outcomes the layout
 * @param held whether the pane that starts then is held against the reference
 */
record CountedPanes<C>(
    NavigableMap<Instant, Map<String, C>> all,
    String countedOn,
    Predicate<Instant> held,
    Monitor monitor) {

  /** Those that are counted on the reference itself. */
  static CountedPanes<Profile> of(Panes<Profile> panes, String referenceId, Monitor monitor) {
    return new CountedPanes<>(panes.all(), referenceId, start -> true, monitor);
  }

  /**
   * The rows of one.
   *
   * @param end where the pane, or the span of panes that are kept as one, ends
   */
  record Pane<C>(Instant start, Instant end, C rows) {}

  /** Start of the oldest. */
  @Nullable Instant first() {
    for (Map.Entry<Instant, Map<String, C>> pane : all.entrySet()) {
      if (pane.getValue().containsKey(countedOn) && held.test(pane.getKey())) {
        return pane.getKey();
      }
    }
    return null;
  }

  /** Those that start there or later, oldest first. */
  List<Pane<C>> from(Instant start) {
    List<Pane<C>> panes = new ArrayList<>();
    all.tailMap(start, true)
        .forEach(
            (at, pane) -> {
              C rows = pane.get(countedOn);
              if (rows != null && held.test(at)) {
                panes.add(new Pane<>(at, monitor.spanEnd(at), rows));
              }
            });
    return panes;
  }
}
