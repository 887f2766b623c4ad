package dev.leeway.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.event.ModelRef;
import dev.leeway.merge.EvidenceKey;
import dev.leeway.merge.MergeJournal;
import dev.leeway.merge.PaneKey;
import dev.leeway.merge.WindowBook;
import dev.leeway.merge.WindowKey;
import dev.leeway.merge.WindowMark;
import dev.leeway.profile.Envelope;
import dev.leeway.profile.Profile;
import dev.leeway.profile.ProfileCodec;
import dev.leeway.sketch.CorruptStateException;
import dev.leeway.window.Tide;
import dev.leeway.window.Window;
import dev.leeway.wire.PartialWire;
import dev.leeway.wire.Undecodable;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a {@link WindowBook} in a logged key-value store. A pane that many partials reach between
 * two commits is written once, at the commit. For one task.
 *
 * <p>Keys are fields separated by a zero byte, the segment last because its text is free.
 */
final class StoreJournal implements MergeJournal {

  private static final Logger LOG = LoggerFactory.getLogger(StoreJournal.class);

  private static final String PANE = "P";
  private static final String WINDOW = "W";
  private static final String EVIDENCE = "E";
  private static final String TIDE = "T";
  private static final String FLOOR = "F";
  private static final String SEPARATOR = "\0";
  private static final int FIELDS = 6;

  /** 2 since marks carry a digest. */
  private static final int MARK_VERSION = 2;

  private static final int OLD_MARK = 12;
  private static final int MARK = 20;

  private final KeyValueStore<Bytes, byte[]> store;
  private final PartialWire wire;

  /** What changed since the last commit; null means gone. */
  private final Map<String, @Nullable Supplier<byte[]>> changes = new HashMap<>();

  StoreJournal(KeyValueStore<Bytes, byte[]> store, PartialWire wire) {
    this.store = store;
    this.wire = wire;
  }

  @Override
  public void pane(PaneKey key, Profile profile) {
    changes.put(text(key), () -> ProfileCodec.encode(profile));
  }

  @Override
  public void forgetPane(PaneKey key) {
    changes.put(text(key), null);
  }

  @Override
  public void window(WindowKey key, WindowMark mark) {
    changes.put(text(key), () -> encode(mark));
  }

  @Override
  public void forgetWindow(WindowKey key) {
    changes.put(text(key), null);
  }

  @Override
  public void evidence(EvidenceKey key, byte[] sealed) {
    changes.put(text(key), () -> sealed);
  }

  @Override
  public void forgetEvidence(EvidenceKey key) {
    changes.put(text(key), null);
  }

  @Override
  public void floor(String model, Instant floor) {
    changes.put(FLOOR + SEPARATOR + model, () -> encode(floor));
  }

  @Override
  public void tide(Tide snapshot) {
    changes.put(TIDE + SEPARATOR + snapshot.sourcePartition(), () -> wire.encode(snapshot));
  }

  /** Writes the changes; called before each commit. */
  void write() {
    changes.forEach(
        (key, value) -> {
          Bytes bytes = Bytes.wrap(key.getBytes(UTF_8));
          if (value == null) store.delete(bytes);
          else store.put(bytes, value.get());
        });
    changes.clear();
  }

  /** Tells the book everything the store holds. */
  void replayInto(WindowBook book) {
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> entry = all.next();
        replay(new String(entry.key.get(), UTF_8), entry.value, book);
      }
    }
    book.settle();
  }

  private void replay(String key, byte[] value, WindowBook book) {
    String[] fields = key.split(SEPARATOR, FIELDS);
    try {
      switch (fields[0]) {
        case PANE -> replayPane(paneKey(fields), value, book);
        case WINDOW -> book.restore(windowKey(fields), decodeMark(value));
        case EVIDENCE -> book.restore(evidenceKey(fields), value);
        case FLOOR -> book.restore(fields[1], decodeFloor(value));
        case TIDE -> book.restore(wire.decodeTide(value));
        default -> throw new CorruptStateException("entry of kind " + fields[0]);
      }
    } catch (CorruptStateException | Undecodable e) {
      // Without its mark a window is told once more; without its tide a partition tells anew;
      // without a moment of evidence later evidence starts elsewhere.
      LOG.error(
          "A stored entry of kind {} is damaged and was left out: {}", fields[0], e.toString());
    }
  }

  private static void replayPane(PaneKey key, byte[] value, WindowBook book) {
    try {
      book.restore(key, ProfileCodec.decode(value));
    } catch (CorruptStateException e) {
      LOG.error("State of {} is damaged, its windows are UNKNOWN: {}", key, e.toString());
      book.restoreDamaged(key);
    }
  }

  private static String text(PaneKey key) {
    return String.join(
        SEPARATOR,
        PANE,
        key.model().name(),
        key.model().version(),
        String.valueOf(key.start().toEpochMilli()),
        key.referenceId(),
        key.segment());
  }

  private static String text(WindowKey key) {
    return String.join(
        SEPARATOR,
        WINDOW,
        key.model().name(),
        key.model().version(),
        String.valueOf(key.window().start().toEpochMilli()),
        String.valueOf(key.window().end().toEpochMilli()),
        key.segment());
  }

  private static String text(EvidenceKey key) {
    return String.join(
        SEPARATOR,
        EVIDENCE,
        key.model().name(),
        key.model().version(),
        String.valueOf(key.moment()),
        key.referenceId(),
        key.segment());
  }

  private static EvidenceKey evidenceKey(String[] fields) {
    return new EvidenceKey(
        new ModelRef(fields[1], fields[2]), fields[5], fields[4], Long.parseLong(fields[3]));
  }

  private static PaneKey paneKey(String[] fields) {
    return new PaneKey(new ModelRef(fields[1], fields[2]), fields[5], time(fields[3]), fields[4]);
  }

  private static WindowKey windowKey(String[] fields) {
    return new WindowKey(
        new ModelRef(fields[1], fields[2]),
        fields[5],
        new Window(time(fields[3]), time(fields[4])));
  }

  private static Instant time(String epochMillis) {
    return Instant.ofEpochMilli(Long.parseLong(epochMillis));
  }

  private static byte[] encode(Instant floor) {
    byte[] payload = ByteBuffer.allocate(Long.BYTES).putLong(floor.toEpochMilli()).array();
    return Envelope.seal(Envelope.Kind.MERGE_STATE, MARK_VERSION, payload);
  }

  private static Instant decodeFloor(byte[] sealed) {
    ByteBuffer in = ByteBuffer.wrap(Envelope.open(Envelope.Kind.MERGE_STATE, MARK_VERSION, sealed));
    if (in.remaining() != Long.BYTES) throw new CorruptStateException("floor of another size");
    return Instant.ofEpochMilli(in.getLong());
  }

  private static byte[] encode(WindowMark mark) {
    byte[] payload =
        ByteBuffer.allocate(MARK)
            .putInt(mark.revision())
            .putLong(mark.rows())
            .putLong(mark.digest())
            .array();
    return Envelope.seal(Envelope.Kind.MERGE_STATE, MARK_VERSION, payload);
  }

  private static WindowMark decodeMark(byte[] sealed) {
    ByteBuffer in = ByteBuffer.wrap(Envelope.open(Envelope.Kind.MERGE_STATE, MARK_VERSION, sealed));
    if (in.remaining() != MARK && in.remaining() != OLD_MARK) {
      throw new CorruptStateException("mark of another size");
    }
    return new WindowMark(in.getInt(), in.getLong(), in.hasRemaining() ? in.getLong() : 0);
  }
}
