package dev.leeway.wire;

import dev.leeway.registry.AvroLimits;
import dev.leeway.registry.RegistryException;
import dev.leeway.registry.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One of our own record types, framed. Reads what older and newer writers wrote, by their schema
 * from the registry. Safe for many threads.
 */
public final class RecordCodec<T extends SpecificRecord> {

  static {
    AvroLimits.apply();
  }

  private final SchemaRegistry registry;
  private final Schema schema;
  private final Map<Integer, SpecificDatumReader<T>> readers = new ConcurrentHashMap<>();
  private final SpecificDatumWriter<T> writer;
  private final String subject;
  private volatile byte @Nullable [] header;

  /**
   * @param subject where the schema is registered on first use, for example {@code
   *     leeway.verdicts-value}
   */
  public RecordCodec(SchemaRegistry registry, String subject, Schema schema) {
    this.registry = registry;
    this.subject = subject;
    this.schema = schema;
    this.writer = new SpecificDatumWriter<>(schema);
  }

  /** Subject of a topic that carries several record types. */
  public static String subject(String topic, Schema schema) {
    return topic + "-" + schema.getFullName();
  }

  /** Subject of a topic that carries one record type, after Confluent's default. */
  public static String subject(String topic) {
    return topic + "-value";
  }

  /**
   * @throws RegistryException if the schema cannot be registered
   */
  public byte[] encode(T record) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    out.writeBytes(header());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      writer.write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new AssertionError("writing to memory failed", e);
    }
    return out.toByteArray();
  }

  /**
   * @throws Undecodable if the bytes are not such a record
   * @throws RegistryException of kind UNAVAILABLE if their schema cannot be asked for now
   */
  public T decode(byte @Nullable [] bytes) throws Undecodable {
    if (bytes == null) throw new Undecodable(Undecodable.Reason.TOO_SHORT, "no value");
    SpecificDatumReader<T> reader = reader(Frame.schemaId(bytes, 0, bytes.length));
    BinaryDecoder decoder =
        DecoderFactory.get().binaryDecoder(bytes, Frame.HEADER, bytes.length - Frame.HEADER, null);
    try {
      T record = reader.read(null, decoder);
      if (!decoder.isEnd()) {
        throw new Undecodable(Undecodable.Reason.MALFORMED, "bytes after the record's end");
      }
      return record;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new Undecodable(
          Undecodable.Reason.MALFORMED, "not a " + schema.getName() + ": " + e.getMessage(), e);
    }
  }

  /** The schema as its file has it, without what the code generator adds for Java alone. */
  static Schema portable(Schema generated) {
    return new Schema.Parser()
        .parse(generated.toString().replace(",\"avro.java.string\":\"String\"", ""));
  }

  private byte[] header() {
    byte[] known = header;
    if (known == null) {
      known = Frame.header(registry.register(subject, portable(schema)));
      header = known;
    }
    return known;
  }

  private SpecificDatumReader<T> reader(int id) throws Undecodable {
    SpecificDatumReader<T> known = readers.get(id);
    if (known != null) return known;
    SpecificDatumReader<T> made = newReader(writerSchema(registry, id));
    readers.put(id, made);
    return made;
  }

  private SpecificDatumReader<T> newReader(Schema written) throws Undecodable {
    if (!written.getFullName().equals(schema.getFullName())) {
      throw new Undecodable(
          Undecodable.Reason.WRONG_SCHEMA,
          "a " + written.getFullName() + " where a " + schema.getFullName() + " belongs");
    }
    Recursion.refuse(written);
    try {
      return new SpecificDatumReader<>(written, schema, SpecificData.getForSchema(schema));
    } catch (AvroRuntimeException e) {
      throw new Undecodable(Undecodable.Reason.WRONG_SCHEMA, String.valueOf(e.getMessage()), e);
    }
  }

  /** The schema of the id, with the registry's final "no" turned into the record's fault. */
  static Schema writerSchema(SchemaRegistry registry, int id) throws Undecodable {
    try {
      return registry.byId(id);
    } catch (RegistryException e) {
      if (e.kind() == RegistryException.Kind.UNAVAILABLE) throw e;
      throw new Undecodable(Undecodable.Reason.UNKNOWN_SCHEMA, "schema id " + id, e);
    }
  }
}
