package dev.leeway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.event.EventRow;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;

/** What a row says, in a form that can be compared: texts, and numbers by their bits. */
record Cells(
    String id,
    String model,
    String version,
    long eventTime,
    Map<String, String> tags,
    Map<String, String> columns) {

  static Cells of(EventRow row) {
    Map<String, String> tags = new TreeMap<>();
    Map<String, String> columns = new TreeMap<>();
    for (int cell = 0; cell < row.cells(); cell++) {
      (cell < row.firstColumn() ? tags : columns)
          .put(text(row, row.nameOffset(cell), row.nameLength(cell)), value(row, cell));
    }
    return new Cells(
        row.headText(EventRow.ID),
        row.headText(EventRow.MODEL),
        row.headText(EventRow.VERSION),
        row.eventTime(),
        tags,
        columns);
  }

  /** The same of a prediction as Avro's generic reader gives it. */
  static Cells of(GenericRecord prediction) {
    Map<String, String> tags = new TreeMap<>();
    ((Map<?, ?>) prediction.get("tags"))
        .forEach((name, value) -> tags.put(name.toString(), "text " + value));
    Map<String, String> columns = new TreeMap<>();
    for (String part : List.of("features", "output")) {
      ((Map<?, ?>) prediction.get(part))
          .forEach((name, value) -> columns.put(name.toString(), value(value)));
    }
    return new Cells(
        prediction.get("id").toString(),
        prediction.get("model").toString(),
        prediction.get("version").toString(),
        (Long) prediction.get("eventTime"),
        tags,
        columns);
  }

  private static String value(EventRow row, int cell) {
    return switch (row.type(cell)) {
      case EventRow.MISSING -> "missing";
      case EventRow.FLAG -> "flag " + row.number(cell);
      case EventRow.NUMBER -> "number " + Double.doubleToLongBits(row.number(cell));
      case EventRow.TEXT -> "text " + text(row, row.textOffset(cell), row.textLength(cell));
      default ->
          "vector "
              + Arrays.toString(
                  Arrays.copyOfRange(
                      row.components(),
                      row.componentOffset(cell),
                      row.componentOffset(cell) + row.textLength(cell)));
    };
  }

  static String value(Object value) {
    if (value == null) return "missing";
    if (value instanceof Boolean flag) return "flag " + (flag ? 1.0 : 0.0);
    if (value instanceof Number number) {
      return "number " + Double.doubleToLongBits(number.doubleValue());
    }
    if (value instanceof Collection<?> vector) {
      return "vector " + vector.stream().map(one -> ((Number) one).doubleValue()).toList();
    }
    return "text " + value;
  }

  private static String text(EventRow row, int offset, int length) {
    return new String(row.source(), offset, length, UTF_8);
  }
}
