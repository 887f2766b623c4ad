package dev.leeway.wire;

import dev.leeway.registry.AvroLimits;
import dev.leeway.schemas.avro.PredictionRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/** Random predictions of every type a column can have, and their bytes. */
final class Predictions {

  private static final String[] TEXTS = {"", "a", "é", "😀", "ATL", "\0", "x".repeat(300)};
  private static final double[] NUMBERS = {
    0.0, -0.0, 1e300, Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY, -1.5
  };
  private static final long[] INTEGERS = {
    0, -1, 63, 64, -65, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53
  };

  static {
    // Avro makes instances of classes only once they are trusted.
    AvroLimits.apply();
  }

  private Predictions() {}

  static PredictionRecord random(SplittableRandom random) {
    return PredictionRecord.newBuilder()
        .setId(text(random))
        .setModel(text(random))
        .setVersion(text(random))
        .setEventTime(
            Instant.ofEpochMilli(random.nextLong(-1_000_000_000_000L, 4_000_000_000_000L)))
        .setEntity(random.nextBoolean() ? null : text(random))
        .setTags(tags(random))
        .setFeatures(columns(random, "f"))
        .setOutput(columns(random, "o"))
        .build();
  }

  /** The body as a writer with one block an array or map writes it. */
  static byte[] body(PredictionRecord prediction) {
    return body(prediction, EncoderFactory.get()::binaryEncoder);
  }

  /** The body as a writer of small blocks with sizes writes it: counts are negative then. */
  static byte[] blocked(PredictionRecord prediction) {
    EncoderFactory small = new EncoderFactory().configureBlockSize(64);
    return body(prediction, small::blockingBinaryEncoder);
  }

  /** What Avro's own generic reader makes of the body. */
  static GenericRecord generic(byte[] body) throws IOException {
    Schema schema = PredictionRecord.getClassSchema();
    var decoder = DecoderFactory.get().binaryDecoder(body, null);
    GenericRecord record = new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
    if (!decoder.isEnd()) throw new IOException("bytes after the record's end");
    return record;
  }

  interface Encoders {
    BinaryEncoder encoder(ByteArrayOutputStream out, BinaryEncoder reuse);
  }

  private static byte[] body(PredictionRecord prediction, Encoders encoders) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = encoders.encoder(out, null);
    try {
      new SpecificDatumWriter<PredictionRecord>(prediction.getSchema()).write(prediction, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static Map<String, String> tags(SplittableRandom random) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      tags.put("tag" + i, text(random));
    }
    return tags;
  }

  private static Map<String, Object> columns(SplittableRandom random, String prefix) {
    Map<String, Object> columns = new LinkedHashMap<>();
    int count = random.nextInt(10) == 0 ? random.nextInt(200) : random.nextInt(8);
    for (int i = 0; i < count; i++) {
      columns.put(prefix + i + text(random), value(random));
    }
    return columns;
  }

  private static Object value(SplittableRandom random) {
    return switch (random.nextInt(7)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> INTEGERS[random.nextInt(INTEGERS.length)];
      case 3 -> NUMBERS[random.nextInt(NUMBERS.length)];
      case 4 -> random.nextDouble(-1e6, 1e6);
      case 5 -> text(random);
      default -> vector(random);
    };
  }

  private static List<Float> vector(SplittableRandom random) {
    List<Float> vector = new ArrayList<>();
    for (int i = random.nextInt(40); i > 0; i--) {
      vector.add((float) random.nextDouble(-3, 3));
    }
    return vector;
  }

  private static String text(SplittableRandom random) {
    return TEXTS[random.nextInt(TEXTS.length)];
  }
}
