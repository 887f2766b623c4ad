package dev.leeway.wire;

import dev.leeway.event.ModelRef;
import dev.leeway.profile.Profile;
import dev.leeway.profile.ProfileCodec;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.schemas.avro.WindowProfileRecord;
import dev.leeway.sketch.CorruptStateException;
import dev.leeway.topics.Topics;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Window;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Merged profiles of closed windows to and from the profiles topic. */
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

  /**
   * One closed window.
   *
   * @param segment empty for all rows, else {@code column=value}
   * @param referenceId the reference whose grid it was counted on; empty where there was none
   */
  public record Closed(
      ModelRef model, String segment, Window window, int revision, String referenceId) {}

  /**
   * Which window the record is of, its profile unopened.
   *
   * @throws Undecodable if the bytes are not a window's profile
   */
  public Closed head(byte @Nullable [] bytes) throws Undecodable {
    WindowProfileRecord record = codec.decode(bytes);
    try {
      return new Closed(
          new ModelRef(record.getModel(), record.getVersion()),
          record.getSegment(),
          new Window(record.getWindowStart(), record.getWindowEnd()),
          record.getRevision(),
          record.getReferenceId());
    } catch (IllegalArgumentException e) {
      throw malformed(e);
    }
  }

  /**
   * The profile.
   *
   * @throws Undecodable if the bytes are not a window's profile
   */
  public Profile profile(byte @Nullable [] bytes) throws Undecodable {
    try {
      return ProfileCodec.decode(Buffers.bytes(codec.decode(bytes).getProfile()));
    } catch (CorruptStateException e) {
      throw malformed(e);
    }
  }

  private static Undecodable malformed(RuntimeException cause) {
    return new Undecodable(
        Undecodable.Reason.MALFORMED, "no window profile: " + cause.getMessage(), cause);
  }
}
