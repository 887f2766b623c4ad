package dev.leeway.alerting;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an alert remembers of the windows behind it.
 *
 * @param firstWindow start of the oldest window ever seen, UNKNOWN and late ones included; it tells
 *     which version came later
 * @param firingBefore whether the alert fired before the last window was considered; with it a
 *     revision of that window is considered as if its first verdict had never been
 * @param successor version whose good windows ended the last incident; empty otherwise
 * @param recent the last windows that counted, oldest first
 */
public record Trail(
    Instant firstWindow, boolean firingBefore, String successor, List<Seen> recent) {

  /**
   * A window that counted.
   *
   * @param revision of the verdict that was considered
   */
  public record Seen(Instant start, int revision, boolean drifted) {

    public Seen {
      requireNonNull(start, "start");
      if (revision < 1) throw new IllegalArgumentException("revision: " + revision);
    }
  }

  public Trail {
    requireNonNull(firstWindow, "firstWindow");
    requireNonNull(successor, "successor");
    recent = List.copyOf(recent);
    for (int i = 1; i < recent.size(); i++) {
      if (!recent.get(i - 1).start().isBefore(recent.get(i).start())) {
        throw new IllegalArgumentException("windows out of order: " + recent);
      }
    }
  }

  /** No window has counted yet. */
  static Trail from(Instant firstWindow) {
    return new Trail(firstWindow, false, "", List.of());
  }

  /** The window that counted last. */
  public Optional<Seen> last() {
    return recent.isEmpty() ? Optional.empty() : Optional.of(recent.get(recent.size() - 1));
  }

  /** The last windows, at most as many as asked for, oldest first. */
  List<Seen> last(int count) {
    return recent.subList(Math.max(0, recent.size() - count), recent.size());
  }

  boolean endsDrifted() {
    return last().map(Seen::drifted).orElse(false);
  }

  /** Start of the newest window that drifted, among those remembered. */
  Optional<Instant> lastDrifted() {
    for (int i = recent.size() - 1; i >= 0; i--) {
      if (recent.get(i).drifted()) return Optional.of(recent.get(i).start());
    }
    return Optional.empty();
  }

  /** Whether the window is newer than every one before, or a revision of the newest. */
  boolean accepts(Instant start, int revision) {
    return last()
        .map(
            seen ->
                start.isAfter(seen.start())
                    || (start.equals(seen.start()) && revision > seen.revision()))
        .orElse(true);
  }

  boolean endsAt(Instant start) {
    return last().map(seen -> seen.start().equals(start)).orElse(false);
  }

  Trail noticing(Instant start) {
    return start.isBefore(firstWindow) ? new Trail(start, firingBefore, successor, recent) : this;
  }

  Trail succeededBy(String version) {
    return new Trail(firstWindow, firingBefore, version, recent);
  }

  /** With one more window, or the last one replaced if it is the same; keeps at most so many. */
  Trail with(Seen seen, boolean firing, int keep) {
    List<Seen> all = new ArrayList<>(recent);
    if (endsAt(seen.start())) all.remove(all.size() - 1);
    all.add(seen);
    return new Trail(
        firstWindow, firing, successor, all.subList(Math.max(0, all.size() - keep), all.size()));
  }
}
