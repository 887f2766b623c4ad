package dev.leeway.wire;

import dev.leeway.registry.SchemaRegistry;
import dev.leeway.schemas.avro.QuarantinedRecord;
import dev.leeway.topics.Topics;
import org.jspecify.annotations.Nullable;

/** Records that could not be used, to and from the quarantine topic. */
public final class QuarantineWire {

  private final RecordCodec<QuarantinedRecord> codec;

  public QuarantineWire(SchemaRegistry registry, Topics topics) {
    codec =
        new RecordCodec<>(
            registry, RecordCodec.subject(topics.quarantine()), QuarantinedRecord.getClassSchema());
  }

  public byte[] encode(QuarantinedRecord record) {
    return codec.encode(record);
  }

  /**
   * @throws Undecodable if the bytes are not a quarantined record
   */
  public QuarantinedRecord decode(byte @Nullable [] bytes) throws Undecodable {
    return codec.decode(bytes);
  }
}
