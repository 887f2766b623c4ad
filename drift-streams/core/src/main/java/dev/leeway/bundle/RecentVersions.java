package dev.leeway.bundle;

import dev.leeway.event.ByteDictionary;
import dev.leeway.event.EventRow;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The versions that events were of lately, found by the bytes of their names: most topics carry few
 * models, and of many each event is of another. For one thread.
 */
final class RecentVersions {

  /** Two for each version, side by side: of a thousand models next to all are found. */
  private static final int PLACES = 1 << 12;

  private final @Nullable WatchedVersion[] places = new WatchedVersion[PLACES];
  private @Nullable WatchedVersion last;

  /** The version of the event, if it is among them. */
  @Nullable WatchedVersion of(EventRow row) {
    WatchedVersion newest = last;
    if (newest != null && newest.isOf(row)) return newest;
    int place = place(row);
    WatchedVersion found = at(place, row);
    if (found == null) found = at(place ^ 1, row);
    if (found != null) last = found;
    return found;
  }

  private @Nullable WatchedVersion at(int place, EventRow row) {
    WatchedVersion found = places[place];
    return found != null && found.isOf(row) ? found : null;
  }

  /** Remembers the version of the event. */
  void add(EventRow row, WatchedVersion version) {
    int place = place(row);
    places[place ^ 1] = places[place];
    places[place] = version;
    last = version;
  }

  void clear() {
    Arrays.fill(places, null);
    last = null;
  }

  private static int place(EventRow row) {
    long hash = hash(row, EventRow.MODEL) * 31 + hash(row, EventRow.VERSION);
    return (int) (hash & (PLACES - 1));
  }

  private static long hash(EventRow row, int head) {
    return ByteDictionary.hash(row.source(), row.headOffset(head), row.headLength(head));
  }
}
