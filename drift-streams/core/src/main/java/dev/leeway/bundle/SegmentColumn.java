package dev.leeway.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.event.ByteDictionary;
import dev.leeway.event.EventRow;
import dev.leeway.event.Names;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A column or tag of a model version by whose values rows are kept apart. */
final class SegmentColumn {

  private static final String OTHER = "__other__";

  /** Values whose segments are known by their bytes, a power of two. */
  private static final int CACHED = 256;

  private final String name;
  private final WatchedModel model;
  private final byte[] bytes;
  private final Set<String> values = new HashSet<>();

  /** Texts by their hash, and the segment of each: so that a row costs no string. */
  private final byte[][] texts = new byte[CACHED][];

  private final String[] segments = new String[CACHED];

  SegmentColumn(String name, WatchedModel model) {
    this.name = name;
    this.model = model;
    bytes = name.getBytes(UTF_8);
  }

  /** The segment of the row; null if it has no value in this column. */
  @Nullable String of(EventRow row) {
    int cell = row.find(bytes);
    if (cell < 0) return null;
    if (row.type(cell) != EventRow.TEXT) return of(row.valueText(cell));
    int from = row.textOffset(cell);
    int to = from + row.textLength(cell);
    int place = (int) ByteDictionary.hash(row.source(), from, to - from) & (CACHED - 1);
    byte @Nullable [] text = texts[place];
    if (text != null && Arrays.equals(text, 0, text.length, row.source(), from, to)) {
      return segments[place];
    }
    String value = row.valueText(cell);
    String segment = of(value);
    if (values.contains(value)) {
      texts[place] = Arrays.copyOfRange(row.source(), from, to);
      segments[place] = segment;
    }
    return segment;
  }

  private String of(String value) {
    if (!values.contains(value)) {
      // A value becomes a record key and a metric label; free text is no segment.
      if (values.size() >= model.monitor().caps().segments() || value.length() > Names.MAX_LENGTH) {
        model.cap();
        return name + "=" + OTHER;
      }
      values.add(value);
    }
    return name + "=" + value;
  }
}
