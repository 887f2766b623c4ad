package dev.leeway.app.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.app.rows.ReadRows;
import dev.leeway.app.rows.RowException;
import dev.leeway.app.rows.RowProgress;
import dev.leeway.app.rows.RowSource;
import dev.leeway.app.rows.RowVisitor;
import dev.leeway.event.EventRow;
import dev.leeway.event.ModelRef;
import dev.leeway.wire.PredictionDecoder;
import dev.leeway.wire.Undecodable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The predictions of one model version in a part of a topic as a table, read as the drift job reads
 * them. Its columns are all that any of these predictions has, by name in alphabetical order.
 * Records that are no prediction, and those of other versions, are passed over.
 */
public final class PredictionRows implements RowSource {

  private final TopicSpan span;
  private final PredictionDecoder decoder;
  private final ModelRef model;
  private final RowProgress progress;
  private final EventRow row = new EventRow();
  private final List<String> all;
  private final List<String> columns;
  private final Map<String, Integer> places = new HashMap<>();
  private final ReadRows first;
  private long undecodable;

  /**
   * Reads the span once, for the columns.
   *
   * @param from which predictions, and how they are written
   * @param excluded columns that are left out
   * @throws RowException if one that is to be left out is not there, or there are too many
   */
  public PredictionRows(Predictions from, Set<String> excluded, RowProgress progress) {
    span = from.span();
    decoder = from.decoder();
    model = from.model();
    this.progress = progress;
    SortedSet<String> names = new TreeSet<>();
    first = read(found -> addNames(found, names));
    all = List.copyOf(names);
    SortedSet<String> absent = new TreeSet<>(excluded);
    absent.removeAll(names);
    if (!absent.isEmpty()) {
      throw RowException.of(span.topic(), "to be left out, but not there: " + absent);
    }
    columns = all.stream().filter(name -> !excluded.contains(name)).toList();
    for (String column : columns) {
      places.put(column, places.size());
    }
  }

  /**
   * Which predictions.
   *
   * @param decoder for one thread
   */
  public record Predictions(TopicSpan span, PredictionDecoder decoder, ModelRef model) {}

  private void addNames(EventRow found, SortedSet<String> names) {
    for (int cell = found.firstColumn(); cell < found.cells(); cell++) {
      names.add(name(found, cell));
    }
    if (names.size() > MAX_COLUMNS) {
      throw RowException.of(span.topic(), "more than " + MAX_COLUMNS + " columns");
    }
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public List<String> allColumns() {
    return all;
  }

  /** What is read. */
  public TopicSpan span() {
    return span;
  }

  /** Records, or events of a batch, of the last reading that were no predictions. */
  public long undecodable() {
    return undecodable;
  }

  @Override
  public ReadRows forEach(RowVisitor visitor) {
    boolean[] told = new boolean[columns.size()];
    ReadRows read =
        read(
            found -> {
              Arrays.fill(told, false);
              visitor.startRow();
              for (int cell = found.firstColumn(); cell < found.cells(); cell++) {
                Integer place = places.get(name(found, cell));
                // A name twice in one prediction counts once, as in the drift job.
                if (place == null || told[place] || found.type(cell) == EventRow.MISSING) continue;
                told[place] = true;
                tell(found, cell, place, visitor);
              }
              visitor.endRow();
            });
    if (!read.sha256().equals(first.sha256())) {
      throw RowException.of(span.topic(), "changed while it was read");
    }
    return read;
  }

  private static void tell(EventRow row, int cell, int place, RowVisitor visitor) {
    switch (row.type(cell)) {
      case EventRow.FLAG -> visitor.flag(place, row.number(cell) != 0);
      case EventRow.NUMBER -> visitor.decimal(place, row.number(cell));
      case EventRow.TEXT -> visitor.text(place, row.valueText(cell));
      default -> {
        int from = row.componentOffset(cell);
        visitor.vector(
            place, Arrays.copyOfRange(row.components(), from, from + row.textLength(cell)));
      }
    }
  }

  private static String name(EventRow row, int cell) {
    return new String(row.source(), row.nameOffset(cell), row.nameLength(cell), UTF_8);
  }

  private ReadRows read(Consumer<EventRow> each) {
    Found found = new Found(each);
    undecodable = 0;
    span.forEach(progress, record -> read(record, found));
    return found.read();
  }

  private void read(ConsumerRecord<byte[], byte[]> record, Found found) {
    byte[] value = record.value();
    if (value == null) return;
    found.record = value;
    try {
      decoder.decodeEach(value, row, found);
    } catch (Undecodable e) {
      undecodable++;
    }
  }

  /** Hands on the predictions of the model version, and sums up their bytes. */
  private final class Found implements PredictionDecoder.Events {

    private final Consumer<EventRow> each;
    private final MessageDigest digest = sha256();
    private byte[] record = {};
    private long rows;
    private long bytes;

    Found(Consumer<EventRow> each) {
      this.each = each;
    }

    @Override
    public void decoded(EventRow event, int offset, int length) {
      if (!event.headText(EventRow.MODEL).equals(model.name())
          || !event.headText(EventRow.VERSION).equals(model.version())) {
        return;
      }
      rows++;
      bytes += length;
      digest.update(record, offset, length);
      each.accept(event);
    }

    @Override
    public void undecodable(Undecodable why, int offset, int length) {
      undecodable++;
    }

    ReadRows read() {
      return new ReadRows(rows, bytes, HexFormat.of().formatHex(digest.digest()));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
