package dev.leeway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.event.EventRow;
import java.util.Arrays;
import java.util.Collection;

/** Fills a row from objects, keeping the texts in an array of its own. For one thread. */
final class RowWriter {

  private byte[] scratch = new byte[1024];
  private int size;
  private EventRow row = new EventRow();

  void start(EventRow target) {
    row = target;
    size = 0;
    row.start(scratch);
  }

  /** Ends the row: its offsets now point into the texts. */
  void finish() {
    row.moveTo(scratch);
  }

  void head(int which, String text) {
    int from = size;
    row.head(which, from, append(text));
  }

  void tag(String name, String value) {
    int nameAt = size;
    int nameLength = append(name);
    int valueAt = size;
    row.text(nameAt, nameLength, valueAt, append(value));
  }

  void endTags() {
    row.endTags();
  }

  void eventTime(long epochMillis) {
    row.eventTime(epochMillis);
  }

  /**
   * A column of any type Avro's generic reader gives.
   *
   * @throws Undecodable if it is none that a column can hold
   */
  void column(String name, Object value) throws Undecodable {
    int nameAt = size;
    int nameLength = append(name);
    if (value instanceof Boolean flag) {
      row.flag(nameAt, nameLength, flag);
    } else if (value instanceof Number number) {
      row.number(nameAt, nameLength, number.doubleValue());
    } else if (value instanceof Collection<?> vector) {
      components(name, vector);
      row.vector(nameAt, nameLength);
    } else {
      int valueAt = size;
      row.text(nameAt, nameLength, valueAt, append(value.toString()));
    }
  }

  void missing(String name) {
    int nameAt = size;
    row.missing(nameAt, append(name));
  }

  private void components(String name, Collection<?> vector) throws Undecodable {
    for (Object component : vector) {
      if (!(component instanceof Number number)) {
        throw new Undecodable(Undecodable.Reason.WRONG_SCHEMA, name + " is no vector of numbers");
      }
      row.component(number.doubleValue());
    }
  }

  private int append(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    if (size + bytes.length > scratch.length) {
      scratch = Arrays.copyOf(scratch, Math.max(scratch.length * 2, size + bytes.length));
    }
    System.arraycopy(bytes, 0, scratch, size, bytes.length);
    size += bytes.length;
    return bytes.length;
  }
}
