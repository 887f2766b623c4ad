package dev.leeway.bench.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.sketch.DistinctSketch;
import dev.leeway.sketch.QuantileSketch;
import dev.leeway.sketch.TopItems;
import java.nio.ByteBuffer;

/**
 * What the textbook's job keeps of one column and window: the same sketches as the drift job's, fed
 * every value.
 */
final class ColumnSketch {

  private long rows;
  private long missing;
  private QuantileSketch numbers = new QuantileSketch();
  private TopItems items = new TopItems();
  private DistinctSketch distinct = new DistinctSketch();

  /** Adds one value, as {@link ColumnValue} writes it. */
  ColumnSketch add(byte[] value) {
    rows++;
    switch (value[0]) {
      case ColumnValue.NUMBER -> numbers.add(ByteBuffer.wrap(value, 1, Double.BYTES).getDouble());
      case ColumnValue.TEXT -> {
        String text = new String(value, 1, value.length - 1, UTF_8);
        items.add(text);
        distinct.add(spread(text.hashCode()));
      }
      default -> missing++;
    }
    return this;
  }

  byte[] toBytes() {
    byte[][] parts = {
      numbers.count() == 0 ? new byte[0] : numbers.toBytes(),
      items.isEmpty() ? new byte[0] : items.toBytes(),
      distinct.isEmpty() ? new byte[0] : distinct.toBytes()
    };
    ByteBuffer out =
        ByteBuffer.allocate(28 + parts[0].length + parts[1].length + parts[2].length)
            .putLong(rows)
            .putLong(missing);
    for (byte[] part : parts) {
      out.putInt(part.length).put(part);
    }
    return out.array();
  }

  static ColumnSketch fromBytes(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    ColumnSketch sketch = new ColumnSketch();
    sketch.rows = in.getLong();
    sketch.missing = in.getLong();
    byte[] numbers = part(in);
    if (numbers.length > 0) sketch.numbers = QuantileSketch.fromBytes(numbers);
    byte[] items = part(in);
    if (items.length > 0) sketch.items = TopItems.fromBytes(items);
    byte[] distinct = part(in);
    if (distinct.length > 0) sketch.distinct = DistinctSketch.fromBytes(distinct);
    return sketch;
  }

  private static byte[] part(ByteBuffer in) {
    byte[] part = new byte[in.getInt()];
    in.get(part);
    return part;
  }

  /** The finalizer of SplitMix64. */
  private static long spread(long value) {
    long mixed = value * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
