package dev.leeway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.event.ColumnNames;
import java.util.Arrays;

/**
 * Texts that a writer's schema says once for all its events: column names, symbols, a model's name.
 * They stand before the event's own bytes, so that a row's offsets point into one array.
 */
final class Constants {

  private byte[] bytes;
  private int length;

  /** Begins with the names, as {@link dev.leeway.event.EventRow#start} wants them. */
  Constants(ColumnNames names) {
    length = names.length();
    bytes = new byte[Math.max(64, length)];
    names.writeTo(bytes);
  }

  /** Adds a text; it stands at the returned offset. */
  int add(String text) {
    byte[] added = text.getBytes(UTF_8);
    int offset = room(added.length);
    System.arraycopy(added, 0, bytes, offset, added.length);
    return offset;
  }

  /** Room for something that changes with every event; it stands at the returned offset. */
  int room(int count) {
    if (bytes.length - length < count) {
      bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
    }
    int offset = length;
    length += count;
    return offset;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, length);
  }
}
