package dev.leeway.app.outcomes;

import dev.leeway.app.compare.Chunking;
import java.util.Optional;

/** Which chunk a row belongs to, by the same keys as its columns are compared by. */
interface ChunkKeys {

  /** Chunks that a reference is cut into where nothing else is said, as NannyML does. */
  int CHUNKS = 10;

  /** Empty for a row without a time where chunks are spans of it. */
  Optional<Long> of(OutcomeRow row);

  /** Of the table that is compared. */
  static ChunkKeys of(Chunking chunking) {
    if (chunking instanceof Chunking.Rows rows) return each(rows.each());
    if (!(chunking instanceof Chunking.Span span)) return row -> Optional.of(0L);
    long length = span.length().toMillis();
    return row ->
        row.millis().isPresent()
            ? Optional.of(Math.floorDiv(row.millis().getAsLong(), length))
            : Optional.empty();
  }

  /**
   * Of a reference.
   *
   * @param rows how many it has
   * @param timed whether its rows have times
   */
  static ChunkKeys ofReference(Chunking chunking, long rows, boolean timed) {
    boolean alike =
        chunking instanceof Chunking.Rows || (timed && chunking instanceof Chunking.Span);
    return alike ? of(chunking) : ofReference(rows);
  }

  /** Of a reference by itself. */
  static ChunkKeys ofReference(long rows) {
    return each(Math.max(1, rows / CHUNKS));
  }

  private static ChunkKeys each(long rows) {
    return row -> Optional.of(row.number() / rows);
  }
}
