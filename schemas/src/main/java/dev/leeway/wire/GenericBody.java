package dev.leeway.wire;

import dev.leeway.registry.AvroLimits;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/** Reads Avro bodies of one writer schema with Avro's generic reader. For one thread. */
final class GenericBody {

  static {
    AvroLimits.apply();
  }

  private final GenericDatumReader<GenericRecord> reader;
  private @Nullable BinaryDecoder decoder;
  private @Nullable GenericRecord reuse;

  /**
   * @throws Undecodable if the schema is recursive or too large: its records could be nested
   *     without end
   */
  GenericBody(Schema written, Schema read) throws Undecodable {
    Recursion.refuse(written);
    GenericData data = new GenericData();
    reader = new GenericDatumReader<>(written, read, data);
  }

  GenericRecord read(byte[] bytes, int offset, int length) throws Undecodable {
    BinaryDecoder in = DecoderFactory.get().binaryDecoder(bytes, offset, length, decoder);
    decoder = in;
    try {
      GenericRecord record = reader.read(reuse, in);
      reuse = record;
      if (!in.isEnd()) {
        throw new Undecodable(Undecodable.Reason.MALFORMED, "bytes after the record's end");
      }
      return record;
    } catch (IOException | RuntimeException e) {
      reuse = null;
      throw new Undecodable(Undecodable.Reason.MALFORMED, "not Avro of its schema: " + e, e);
    }
  }
}
