package dev.leeway.profile;

import dev.leeway.event.ByteDictionary;
import dev.leeway.event.ColumnNames;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the columns of writers are counted, looked up once a writer. For one thread. */
final class WriterPlaces {

  private static final int[] NONE = {};

  private final ByteDictionary columns;

  /** By identity, which is what names are equal by. */
  private final Map<ColumnNames, int[]> known = new HashMap<>();

  private @Nullable ColumnNames last;
  private int[] lastPlaces = NONE;

  WriterPlaces(ByteDictionary columns) {
    this.columns = columns;
  }

  /** The place of each name, -1 for those that are not counted. */
  int[] of(@Nullable ColumnNames names) {
    if (names == null) return NONE;
    if (names == last) return lastPlaces;
    last = names;
    lastPlaces = known.computeIfAbsent(names, made -> made.in(columns));
    return lastPlaces;
  }
}
