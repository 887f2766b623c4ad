package dev.leeway.merge;

import dev.leeway.monitor.Monitor;
import dev.leeway.window.Window;
import dev.leeway.window.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Windows without rows that must be told all the same, because the model has gone silent and a
 * quality constraint asks for rows: those that follow the window of its newest row, up to the first
 * that fails for it. So silence is told once, not for ever.
 *
 * @param told windows that there is a verdict on
 */
record Silence(Monitor monitor, Set<Window> told) {

  /**
   * @param newest event time of the model's newest row, in whatever version
   */
  List<Window> windows(Instant reached, Instant newest) {
    Optional<Duration> longest = monitor.quality().longestSilence();
    List<Window> silent = new ArrayList<>();
    if (longest.isEmpty()) return silent;
    for (WindowSpec spec : monitor.windows()) {
      List<Window> newestRows = spec.containing(newest.toEpochMilli());
      Window window = newestRows.get(newestRows.size() - 1);
      // Another version's window: this one was silent before.
      if (!told.contains(window)) continue;
      do {
        window = Window.starting(window.start().plus(spec.slide()).toEpochMilli(), spec.size());
        if (window.end().plus(monitor.timing().grace()).isAfter(reached)) break;
        if (!told.contains(window)) silent.add(window);
      } while (!window.end().isAfter(newest.plus(longest.get())));
    }
    return silent;
  }
}
