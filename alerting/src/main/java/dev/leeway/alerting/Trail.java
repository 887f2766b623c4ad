package dev.leeway.alerting;

import static java.util.Objects.requireNonNull;

import dev.leeway.rule.Level;
import dev.leeway.rule.Persistence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an alert remembers of the windows behind it.
 *
 * @param firstWindow start of the oldest window ever seen, UNKNOWN and late ones included; it tells
 *     which version came later
 * @param newestWindow start of the newest window ever seen, UNKNOWN ones included
 * @param openBefore whether the alert was open before the last window was considered; with it a
 *     revision of that window is considered as if its first verdict had never been
 * @param successor version whose good windows ended the last incident; empty otherwise
 * @param recent the last windows that counted, oldest first
 */
public record Trail(
    Instant firstWindow,
    Instant newestWindow,
    boolean openBefore,
    String successor,
    List<Seen> recent) {

  /**
   * A window that counted.
   *
   * @param revision of the verdict that was considered
   */
  public record Seen(Instant start, int revision, Level level) {

    public Seen {
      requireNonNull(start, "start");
      requireNonNull(level, "level");
      if (level == Level.UNKNOWN) throw new IllegalArgumentException("does not count");
      if (revision < 1) throw new IllegalArgumentException("revision: " + revision);
    }

    boolean bad() {
      return level == Level.BAD;
    }

    boolean good() {
      return level == Level.GOOD;
    }
  }

  public Trail {
    requireNonNull(firstWindow, "firstWindow");
    requireNonNull(newestWindow, "newestWindow");
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
    return new Trail(firstWindow, firstWindow, false, "", List.of());
  }

  /** The window that counted last. */
  public Optional<Seen> last() {
    return recent.isEmpty() ? Optional.empty() : Optional.of(recent.get(recent.size() - 1));
  }

  /** The last windows, at most as many as asked for, oldest first. */
  List<Seen> last(int count) {
    return recent.subList(Math.max(0, recent.size() - count), recent.size());
  }

  boolean endsBad() {
    return last().filter(Seen::bad).isPresent();
  }

  boolean endsGood() {
    return last().filter(Seen::good).isPresent();
  }

  /** Whether so many of the last windows are bad that an alert opens. */
  boolean opens(Persistence rule) {
    return endsBad() && last(rule.outOf()).stream().filter(Seen::bad).count() >= rule.opensAfter();
  }

  /** Whether so many windows in a row are good that an alert ends. */
  boolean resolves(Persistence rule) {
    List<Seen> last = last(rule.resolvesAfter());
    return last.size() == rule.resolvesAfter() && last.stream().allMatch(Seen::good);
  }

  /** Start of the oldest bad window among those that count for opening. */
  Optional<Instant> badSince(Persistence rule) {
    return last(rule.outOf()).stream().filter(Seen::bad).map(Seen::start).findFirst();
  }

  /** Start of the newest window that was not good, among those remembered. */
  Optional<Instant> lastNotGood() {
    for (int i = recent.size() - 1; i >= 0; i--) {
      if (!recent.get(i).good()) return Optional.of(recent.get(i).start());
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
    Instant first = start.isBefore(firstWindow) ? start : firstWindow;
    Instant newest = start.isAfter(newestWindow) ? start : newestWindow;
    return new Trail(first, newest, openBefore, successor, recent);
  }

  Trail succeededBy(String version) {
    return new Trail(firstWindow, newestWindow, openBefore, version, recent);
  }

  /** With one more window, or the last one replaced if it is the same; keeps at most so many. */
  Trail with(Seen seen, boolean open, int keep) {
    List<Seen> all = new ArrayList<>(recent);
    if (endsAt(seen.start())) all.remove(all.size() - 1);
    all.add(seen);
    List<Seen> kept = all.subList(Math.max(0, all.size() - keep), all.size());
    return new Trail(firstWindow, newestWindow, open, successor, kept);
  }
}
