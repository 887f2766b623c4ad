package dev.leeway.bench.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.event.EventRow;
import java.nio.ByteBuffer;

/** A cell as a record of its own, as the textbook's job sends it through a topic. */
final class ColumnValue {

  static final byte MISSING = 0;
  static final byte NUMBER = 1;
  static final byte TEXT = 2;

  private ColumnValue() {}

  /** Model, version and column: what the job repartitions by. */
  static String key(EventRow row, int cell) {
    String column = new String(row.source(), row.nameOffset(cell), row.nameLength(cell), UTF_8);
    return row.headText(EventRow.MODEL) + "|" + row.headText(EventRow.VERSION) + "|" + column;
  }

  static byte[] value(EventRow row, int cell) {
    return switch (row.type(cell)) {
      case EventRow.NUMBER ->
          ByteBuffer.allocate(1 + Double.BYTES).put(NUMBER).putDouble(row.number(cell)).array();
      case EventRow.TEXT ->
          ByteBuffer.allocate(1 + row.textLength(cell))
              .put(TEXT)
              .put(row.source(), row.textOffset(cell), row.textLength(cell))
              .array();
      default -> new byte[] {MISSING};
    };
  }
}
