package dev.leeway.wire;

import dev.leeway.profile.Profile;
import dev.leeway.profile.ProfileCodec;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.schemas.avro.WindowProfileRecord;
import dev.leeway.topics.Topics;
import dev.leeway.verdict.Verdict;
import java.nio.ByteBuffer;

/** Merged profiles of closed windows to the profiles topic. */
public final class WindowProfileWire {

  private final RecordCodec<WindowProfileRecord> codec;

  public WindowProfileWire(SchemaRegistry registry, Topics topics) {
    codec =
        new RecordCodec<>(
            registry, RecordCodec.subject(topics.profiles()), WindowProfileRecord.getClassSchema());
  }

  /** The profile that the given verdict was made of. */
  public byte[] encode(Verdict verdict, Profile profile) {
    WindowProfileRecord record = new WindowProfileRecord();
    record.setModel(verdict.model().name());
    record.setVersion(verdict.model().version());
    record.setSegment(verdict.segment());
    record.setWindowStart(verdict.window().start());
    record.setWindowEnd(verdict.window().end());
    record.setRevision(verdict.revision());
    record.setReferenceId(verdict.referenceId());
    record.setRows(profile.rows());
    record.setProfile(ByteBuffer.wrap(ProfileCodec.encode(profile)));
    return codec.encode(record);
  }
}
