package dev.leeway.profile;

import dev.leeway.event.ByteDictionary;
import dev.leeway.event.ColumnNames;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Where the columns of writers are counted, looked up once a writer. Safe for many threads. */
final class WriterPlaces {

  private static final int[] NONE = {};

  /** Writers known at once: those whose decoders are gone are not told of. */
  private static final int MOST = 1_000;

  private final ByteDictionary columns;

  /** By identity, which is what names are equal by. */
  private final Map<ColumnNames, int[]> known = new ConcurrentHashMap<>();

  private volatile Placed last = new Placed(null, NONE);

  @SuppressWarnings("ArrayRecordComponent") // nobody changes them
  private record Placed(@Nullable ColumnNames names, int[] places) {}

  WriterPlaces(ByteDictionary columns) {
    this.columns = columns;
  }

  /** The place of each name, -1 for those that are not counted; not to be changed. */
  int[] of(@Nullable ColumnNames names) {
    if (names == null) return NONE;
    Placed newest = last;
    if (names == newest.names) return newest.places;
    if (known.size() >= MOST) known.clear();
    int[] places = known.computeIfAbsent(names, made -> made.in(columns));
    last = new Placed(names, places);
    return places;
  }
}
