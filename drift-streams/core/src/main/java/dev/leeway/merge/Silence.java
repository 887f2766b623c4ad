package dev.leeway.merge;

import dev.leeway.monitor.Monitor;
import dev.leeway.window.Tides;
import dev.leeway.window.Window;
import dev.leeway.window.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Windows without rows that must be told all the same, because a model has gone silent and a
 * quality constraint asks for rows: those that follow the window of its newest row, up to the first
 * that fails for it. So silence is told once, not for ever.
 *
 * @param told of all rows of one version of the model
 */
record Silence(Monitor monitor, ToldWindows told) {

  /**
   * Those that have not been told.
   *
   * @param reached event time that no more rows are waited for, grace apart
   */
  List<Window> windows(Tides tides, Instant reached) {
    Optional<Duration> longest = monitor.quality().longestSilence();
    // In whatever version the newest row is.
    Optional<Instant> newest = tides.newest(monitor.model());
    List<Window> silent = new ArrayList<>();
    if (longest.isEmpty() || newest.isEmpty()) return silent;
    for (WindowSpec spec : monitor.windows()) {
      List<Window> newestRows = spec.containing(newest.get().toEpochMilli());
      Window window = newestRows.get(newestRows.size() - 1);
      // Another version's window: this one was silent before.
      if (told.mark(window).isEmpty()) continue;
      do {
        window = Window.starting(window.start().plus(spec.slide()).toEpochMilli(), spec.size());
        if (window.end().plus(monitor.timing().grace()).isAfter(reached)) break;
        if (told.mark(window).isEmpty()) silent.add(window);
      } while (!window.end().isAfter(newest.get().plus(longest.get())));
    }
    return silent;
  }
}
