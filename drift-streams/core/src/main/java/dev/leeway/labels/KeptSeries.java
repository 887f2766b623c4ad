package dev.leeway.labels;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.leeway.event.ModelRef;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.PerformanceLayoutCodec;
import dev.leeway.sketch.CorruptStateException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The series of a task's join and their layouts, kept in its store: a label is read by the layout
 * that its prediction was read by, even if the reference that told it has long been replaced. For
 * one thread.
 */
public final class KeptSeries implements LabelJoin.Layouts {

  private static final byte LAYOUT = 'l';
  private static final byte NUMBER = 'n';

  /** Layouts whose ids are remembered; more are only slower. */
  private static final int MOST_IDS = 256;

  private final JoinStore store;
  private final SeriesBook book;
  private final Map<String, PerformanceLayout> layouts = new HashMap<>();
  private final Map<PerformanceLayout, String> ids = new HashMap<>();
  private long damaged;

  /**
   * Reads back what is in the store. What of that is damaged is lost, and with it each state that
   * refers to it; the others are not concerned.
   */
  public KeptSeries(JoinStore store) {
    this.store = store;
    book =
        new SeriesBook(
            (number, series) -> store.keep(name(number), Checked.seal(series.toBytes())));
    store.eachKept(this::restore);
  }

  private void restore(byte[] name, byte[] value) {
    try {
      if (name.length > 0 && name[0] == LAYOUT) {
        String id = new String(name, 1, name.length - 1, US_ASCII);
        layouts.put(id, PerformanceLayoutCodec.decode(Checked.open(value)));
      } else if (name.length == 1 + Integer.BYTES && name[0] == NUMBER) {
        restore(ByteBuffer.wrap(name, 1, Integer.BYTES).getInt(), value);
      } else {
        damaged++;
      }
    } catch (CorruptStateException e) {
      damaged++;
    }
  }

  private void restore(int number, byte[] value) {
    if (number < book.size() || number >= SeriesBook.MAX_SERIES) {
      throw new CorruptStateException("series under the number " + number);
    }
    try {
      book.restore(number, Series.fromBytes(Checked.open(value)));
    } catch (CorruptStateException e) {
      book.restoreLost(number);
      throw e;
    }
  }

  /** How many entries were damaged, once. */
  public long takeDamaged() {
    long count = damaged;
    damaged = 0;
    return count;
  }

  /** The id of a layout that series are to be counted on. */
  public String id(PerformanceLayout layout) {
    String known = ids.get(layout);
    if (known != null) return known;
    if (ids.size() >= MOST_IDS) ids.clear();
    String id = PerformanceLayoutCodec.id(layout);
    ids.put(layout, id);
    if (layouts.put(id, layout) == null) {
      store.keep(layoutName(id), Checked.seal(PerformanceLayoutCodec.encode(layout)));
    }
    return id;
  }

  /**
   * The number of a series; none if there are too many.
   *
   * @param layoutId an {@link #id} that was given out here
   * @param segment empty for the whole
   */
  public OptionalInt number(ModelRef model, String layoutId, String segment) {
    return book.number(new Series(model, layoutId, segment));
  }

  /**
   * The series of a number that was given.
   *
   * @throws CorruptStateException if it is lost
   */
  public Series series(int number) {
    return book.series(number);
  }

  @Override
  public PerformanceLayout of(int series) {
    PerformanceLayout layout = layouts.get(book.series(series).layout());
    if (layout == null) throw new CorruptStateException("series " + series + " has no layout");
    return layout;
  }

  private static byte[] name(int number) {
    return ByteBuffer.allocate(1 + Integer.BYTES).put(NUMBER).putInt(number).array();
  }

  private static byte[] layoutName(String id) {
    byte[] text = id.getBytes(US_ASCII);
    return ByteBuffer.allocate(1 + text.length).put(LAYOUT).put(text).array();
  }
}
