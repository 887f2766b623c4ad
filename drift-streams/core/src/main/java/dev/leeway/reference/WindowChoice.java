package dev.leeway.reference;

import static java.util.Objects.requireNonNull;

import dev.leeway.window.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which closed windows make a reference.
 *
 * @param last how long before the newest window's end a window must start to be taken
 * @param sameHour where given, only windows that start in its hour of its day of the week, in UTC
 */
public record WindowChoice(Duration last, Optional<Instant> sameHour) {

  public WindowChoice {
    requireNonNull(sameHour, "sameHour");
    if (last.isNegative() || last.isZero()) throw new IllegalArgumentException("last " + last);
  }

  /**
   * The windows taken, the oldest first. Of windows that overlap, whose rows would count twice, the
   * newest is taken, and from there backwards each that ends no later than the one after starts.
   */
  public List<Window> of(Collection<Window> windows) {
    NavigableSet<Window> sorted = new TreeSet<>(windows);
    Instant newest = sorted.stream().map(Window::end).max(Instant::compareTo).orElse(Instant.MIN);
    Deque<Window> taken = new ArrayDeque<>();
    for (Window window : sorted.descendingSet()) {
      boolean apart = taken.isEmpty() || !window.end().isAfter(taken.getFirst().start());
      boolean recent = !window.start().isBefore(newest.minus(last));
      if (apart && recent && isInHour(window)) taken.addFirst(window);
    }
    return List.copyOf(taken);
  }

  private boolean isInHour(Window window) {
    return sameHour.map(hour -> hourOfWeek(hour) == hourOfWeek(window.start())).orElse(true);
  }

  private static int hourOfWeek(Instant time) {
    OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
    return (utc.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue()) * 24 + utc.getHour();
  }
}
