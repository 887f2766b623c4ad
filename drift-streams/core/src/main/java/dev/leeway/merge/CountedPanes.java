package dev.leeway.merge;

import dev.leeway.monitor.Monitor;
import dev.leeway.profile.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * The panes of a series that have rows counted on one reference.
 *
 * @param all panes of the series that are not settled, as they are now: profiles by reference
 */
record CountedPanes(
    NavigableMap<Instant, Map<String, Profile>> all, String referenceId, Monitor monitor) {

  /**
   * The rows of one.
   *
   * @param end where the pane, or the span of panes that are kept as one, ends
   */
  record Pane(Instant start, Instant end, Profile rows) {}

  /** Start of the oldest. */
  @Nullable Instant first() {
    for (Map.Entry<Instant, Map<String, Profile>> pane : all.entrySet()) {
      if (pane.getValue().containsKey(referenceId)) return pane.getKey();
    }
    return null;
  }

  /** Those that start there or later, oldest first. */
  List<Pane> from(Instant start) {
    List<Pane> panes = new ArrayList<>();
    all.tailMap(start, true)
        .forEach(
            (at, pane) -> {
              Profile rows = pane.get(referenceId);
              if (rows != null) panes.add(new Pane(at, monitor.spanEnd(at), rows));
            });
    return panes;
  }
}
