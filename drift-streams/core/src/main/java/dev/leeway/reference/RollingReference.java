package dev.leeway.reference;

import static java.util.Objects.requireNonNull;

import dev.leeway.profile.Profile;
import dev.leeway.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The profile of the last so many days of closed windows, all counted on one layout: a window that
 * comes is added, one that is too old subtracted, one that was corrected exchanged. In all counts
 * it is what the held windows give when they are merged from scratch, to the byte; what describes,
 * such as quantiles, is as {@link Profile#subtract} leaves it. For one thread.
 */
public final class RollingReference {

  private final Duration span;
  private final NavigableMap<Window, Revised> held = new TreeMap<>();
  private @Nullable Profile sum;
  private Instant newest = Instant.MIN;

  private record Revised(int revision, Profile profile) {}

  /**
   * @param span how long before the newest window's end a window must start to be held
   */
  public RollingReference(Duration span) {
    this.span = requireNonNull(span, "span");
    if (span.isNegative() || span.isZero()) {
      throw new IllegalArgumentException("span " + span);
    }
  }

  /**
   * Adds a window. An earlier revision of it is taken out; a later one that is there already stays,
   * and so do windows that are newer than it by the span.
   *
   * @return whether the sum is another one now
   * @throws IllegalArgumentException if it overlaps with another window that is held, whose rows
   *     would count twice, or was counted on another layout
   */
  public boolean put(Window window, int revision, Profile profile) {
    if (newest.isAfter(window.end()) && isOld(window)) return false;
    Revised before = held.get(window);
    if (before != null && before.revision() >= revision) return false;
    requireApart(window);
    Profile rest = sum;
    if (rest != null && before != null) rest = rest.subtract(before.profile());
    sum = rest == null ? profile : rest.merge(profile);
    held.put(window, new Revised(revision, profile));
    if (window.end().isAfter(newest)) newest = window.end();
    dropOld();
    return true;
  }

  /** The rows of all held windows; empty if there is none. */
  public Optional<Profile> profile() {
    return Optional.ofNullable(sum);
  }

  /** The windows held, the oldest first. */
  public NavigableSet<Window> windows() {
    return Collections.unmodifiableNavigableSet(held.navigableKeySet());
  }

  private boolean isOld(Window window) {
    return window.start().isBefore(newest.minus(span));
  }

  private void requireApart(Window window) {
    Window before = held.lowerKey(window);
    Window after = held.higherKey(window);
    if ((before != null && before.end().isAfter(window.start()))
        || (after != null && window.end().isAfter(after.start()))) {
      throw new IllegalArgumentException(window + " overlaps with a window that is held");
    }
  }

  private void dropOld() {
    Map.Entry<Window, Revised> oldest = held.firstEntry();
    while (oldest != null && isOld(oldest.getKey())) {
      held.remove(oldest.getKey());
      Profile all = sum;
      if (all != null) sum = all.subtract(oldest.getValue().profile());
      oldest = held.firstEntry();
    }
    if (held.isEmpty()) sum = null;
  }
}
