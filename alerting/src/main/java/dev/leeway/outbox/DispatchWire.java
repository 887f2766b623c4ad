package dev.leeway.outbox;

import dev.leeway.registry.SchemaRegistry;
import dev.leeway.schemas.avro.DispatchRecord;
import dev.leeway.schemas.avro.DispatchState;
import dev.leeway.topics.Topics;
import dev.leeway.wire.RecordCodec;
import dev.leeway.wire.Undecodable;
import org.jspecify.annotations.Nullable;

/** Dispatches to and from the outbox topic. Safe for many threads. */
public final class DispatchWire {

  private final RecordCodec<DispatchRecord> codec;

  public DispatchWire(SchemaRegistry registry, Topics topics) {
    codec =
        new RecordCodec<>(
            registry, RecordCodec.subject(topics.outbox()), DispatchRecord.getClassSchema());
  }

  /**
   * @throws dev.leeway.registry.RegistryException if the schema cannot be registered
   */
  public byte[] encode(Dispatch dispatch) {
    Dispatch.Topic topic = dispatch.message().topic();
    DispatchRecord record = new DispatchRecord();
    record.setId(dispatch.id());
    record.setTarget(dispatch.target());
    record.setType(dispatch.message().type());
    record.setModel(topic.model());
    record.setBody(dispatch.message().body());
    record.setState(DispatchState.valueOf(dispatch.state().name()));
    record.setAttempts(dispatch.attempts());
    record.setOutcome(dispatch.outcome());
    record.setCreatedAt(dispatch.createdAt());
    record.setSequence(dispatch.sequence());
    record.setEventTime(topic.eventTime());
    record.setFingerprint(topic.fingerprint());
    record.setEpisode(topic.episode());
    record.setPolicy(topic.policy());
    return codec.encode(record);
  }

  /**
   * @throws Undecodable if the bytes are not a dispatch
   */
  public Dispatch decode(byte @Nullable [] bytes) throws Undecodable {
    DispatchRecord record = codec.decode(bytes);
    try {
      return new Dispatch(
          record.getId(),
          new Dispatch.Message(
              record.getTarget(), record.getType(), record.getBody(), topic(record)),
          Dispatch.State.valueOf(record.getState().name()),
          record.getAttempts(),
          record.getOutcome(),
          record.getCreatedAt(),
          record.getSequence());
    } catch (IllegalArgumentException e) {
      throw new Undecodable(Undecodable.Reason.MALFORMED, "no dispatch: " + e.getMessage(), e);
    }
  }

  private static Dispatch.Topic topic(DispatchRecord record) {
    return new Dispatch.Topic(
        record.getModel(),
        record.getFingerprint(),
        record.getEpisode(),
        record.getPolicy(),
        record.getEventTime());
  }
}
