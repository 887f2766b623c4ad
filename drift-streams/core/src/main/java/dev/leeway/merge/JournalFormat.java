package dev.leeway.merge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.event.ModelRef;
import dev.leeway.profile.Envelope;
import dev.leeway.sketch.CorruptStateException;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Tide;
import dev.leeway.window.Window;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How a journal's entries are written. Keys are fields separated by a zero byte, the segment last
 * because its text is free; values are sealed.
 */
final class JournalFormat {

  static final String PANE = "P";
  static final String WINDOW = "W";
  static final String EVIDENCE = "E";
  static final String TIDE = "T";
  static final String FLOOR = "F";
  static final String OUTCOMES = "O";
  static final String LABELS = "L";
  static final String LAST_TOLD = "N";
  static final String PERFORMANCE = "R";
  static final String ESTIMATE = "S";
  static final String SLICE = "D";
  static final String ERRORS = "C";

  private static final String SEPARATOR = "\0";
  private static final int FIELDS = 6;

  /** 2 since marks carry a digest, 3 since they say of which states, when, and if loose. */
  private static final int VERSION = 3;

  /** Revision and rows; in version 2 a digest that nothing is compared with any more. */
  private static final int FIRST_MARK = 12;

  private static final int SECOND_MARK = 20;
  private static final int MARK = 37;

  private JournalFormat() {}

  static String[] fields(String key) {
    return key.split(SEPARATOR, FIELDS);
  }

  /** Under which kind of entry the marks of a kind of verdict on performance stand. */
  static String marks(Verdict.Kind kind) {
    return switch (kind) {
      case PERFORMANCE -> PERFORMANCE;
      case ESTIMATED_PERFORMANCE -> ESTIMATE;
      case DRIFT, QUALITY -> throw new IllegalArgumentException(kind + " is not on performance");
    };
  }

  static Verdict.Kind kind(String marks) {
    return marks.equals(PERFORMANCE)
        ? Verdict.Kind.PERFORMANCE
        : Verdict.Kind.ESTIMATED_PERFORMANCE;
  }

  static String text(String kind, PaneKey key) {
    return String.join(
        SEPARATOR,
        kind,
        key.model().name(),
        key.model().version(),
        String.valueOf(key.start().toEpochMilli()),
        key.referenceId(),
        key.segment());
  }

  static String text(String kind, WindowKey key) {
    return String.join(
        SEPARATOR,
        kind,
        key.model().name(),
        key.model().version(),
        String.valueOf(key.window().start().toEpochMilli()),
        String.valueOf(key.window().end().toEpochMilli()),
        key.segment());
  }

  static String text(String kind, EvidenceKey key) {
    return String.join(
        SEPARATOR,
        kind,
        key.model().name(),
        key.model().version(),
        String.valueOf(key.moment()),
        key.referenceId(),
        key.segment());
  }

  /** Of an entry that goes by a name or number alone. */
  static String text(String kind, String name) {
    return kind + SEPARATOR + name;
  }

  static String name(String[] fields) {
    require(fields, 2);
    return fields[1];
  }

  static PaneKey paneKey(String[] fields) {
    require(fields, FIELDS);
    return new PaneKey(new ModelRef(fields[1], fields[2]), fields[5], time(fields[3]), fields[4]);
  }

  static WindowKey windowKey(String[] fields) {
    require(fields, FIELDS);
    return new WindowKey(
        new ModelRef(fields[1], fields[2]),
        fields[5],
        new Window(time(fields[3]), time(fields[4])));
  }

  static EvidenceKey evidenceKey(String[] fields) {
    require(fields, FIELDS);
    return new EvidenceKey(
        new ModelRef(fields[1], fields[2]), fields[5], fields[4], Long.parseLong(fields[3]));
  }

  /** What stands in the place of a profile that was lost: sealed, and no profile. */
  static byte[] damage() {
    return seal(new byte[0]);
  }

  static byte[] encode(Instant time) {
    return seal(ByteBuffer.allocate(Long.BYTES).putLong(time.toEpochMilli()).array());
  }

  static Instant decodeTime(byte[] sealed) {
    ByteBuffer in = open(sealed);
    if (in.remaining() != Long.BYTES) throw new CorruptStateException("time of another size");
    return Window.requireTime(Instant.ofEpochMilli(in.getLong()));
  }

  static byte[] encode(WindowMark mark) {
    return seal(
        ByteBuffer.allocate(MARK)
            .putInt(mark.revision())
            .putLong(mark.rows())
            .putLong(mark.states())
            .putLong(mark.digest())
            .putLong(mark.toldAt().toEpochMilli())
            .put((byte) (mark.loose() ? 1 : 0))
            .array());
  }

  static WindowMark decodeMark(byte[] sealed) {
    ByteBuffer in = open(sealed);
    int size = in.remaining();
    if (size == FIRST_MARK || size == SECOND_MARK) {
      return new WindowMark(in.getInt(), in.getLong(), 0, 0, Instant.EPOCH, false);
    }
    if (size != MARK) throw new CorruptStateException("mark of another size");
    return new WindowMark(
        in.getInt(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        Window.requireTime(Instant.ofEpochMilli(in.getLong())),
        in.get() != 0);
  }

  static byte[] encode(Tide tide) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(tide.sourcePartition());
      out.writeInt(tide.sourcePartitions());
      out.writeLong(tide.at().toEpochMilli());
      for (Tide.ModelTide model : tide.models()) {
        byte[] name = model.model().getBytes(UTF_8);
        out.writeShort(name.length);
        out.write(name);
        out.writeLong(model.watermark().toEpochMilli());
        out.writeLong(model.lastSeenAt().toEpochMilli());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an array cannot fail", e);
    }
    return seal(bytes.toByteArray());
  }

  static Tide decodeTide(byte[] sealed) {
    ByteBuffer in = open(sealed);
    try {
      int partition = in.getInt();
      int partitions = in.getInt();
      Instant at = Window.requireTime(Instant.ofEpochMilli(in.getLong()));
      List<Tide.ModelTide> models = new ArrayList<>();
      while (in.hasRemaining()) {
        byte[] name = new byte[Short.toUnsignedInt(in.getShort())];
        in.get(name);
        models.add(
            new Tide.ModelTide(
                new String(name, UTF_8),
                Instant.ofEpochMilli(in.getLong()),
                Instant.ofEpochMilli(in.getLong())));
      }
      return new Tide(partition, partitions, at, models);
    } catch (BufferUnderflowException e) {
      throw new CorruptStateException("tide of another size");
    }
  }

  private static byte[] seal(byte[] payload) {
    return Envelope.seal(Envelope.Kind.MERGE_STATE, VERSION, payload);
  }

  private static ByteBuffer open(byte[] sealed) {
    return ByteBuffer.wrap(Envelope.open(Envelope.Kind.MERGE_STATE, VERSION, sealed));
  }

  private static void require(String[] fields, int count) {
    if (fields.length != count) throw new CorruptStateException("key of another form");
  }

  private static Instant time(String epochMillis) {
    return Window.requireTime(Instant.ofEpochMilli(Long.parseLong(epochMillis)));
  }
}
