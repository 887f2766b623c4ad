package dev.leeway.wire;

import dev.leeway.bundle.PartialProfile;
import dev.leeway.bundle.PerformancePartial;
import dev.leeway.event.ModelRef;
import dev.leeway.merge.PaneKey;
import dev.leeway.performance.PerformanceProfileCodec;
import dev.leeway.profile.ProfileCodec;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.schemas.avro.ModelTide;
import dev.leeway.schemas.avro.PartialProfileRecord;
import dev.leeway.schemas.avro.PerformancePartialRecord;
import dev.leeway.schemas.avro.TideRecord;
import dev.leeway.sketch.CorruptStateException;
import dev.leeway.topics.Topics;
import dev.leeway.window.Tide;
import dev.leeway.window.Window;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Partial profiles, partials of outcomes and tides to and from the partials topic. */
public final class PartialWire {

  private final SchemaRegistry registry;
  private final RecordCodec<PartialProfileRecord> partials;
  private final RecordCodec<PerformancePartialRecord> outcomes;
  private final RecordCodec<TideRecord> tides;

  public PartialWire(SchemaRegistry registry, Topics topics) {
    this.registry = registry;
    Schema partial = PartialProfileRecord.getClassSchema();
    Schema outcome = PerformancePartialRecord.getClassSchema();
    Schema tide = TideRecord.getClassSchema();
    partials =
        new RecordCodec<>(registry, RecordCodec.subject(topics.partials(), partial), partial);
    outcomes =
        new RecordCodec<>(registry, RecordCodec.subject(topics.partials(), outcome), outcome);
    tides = new RecordCodec<>(registry, RecordCodec.subject(topics.partials(), tide), tide);
  }

  public byte[] encode(PartialProfile partial) {
    PartialProfileRecord record = new PartialProfileRecord();
    record.setModel(partial.model().name());
    record.setVersion(partial.model().version());
    record.setSegment(partial.segment());
    record.setPaneStart(partial.paneStart());
    record.setPaneMillis(partial.pane().toMillis());
    record.setReferenceId(partial.referenceId());
    record.setSourcePartition(partial.sourcePartition());
    record.setProfile(ByteBuffer.wrap(ProfileCodec.encode(partial.profile())));
    return partials.encode(record);
  }

  public byte[] encode(PerformancePartial partial) {
    PerformancePartialRecord record = new PerformancePartialRecord();
    record.setModel(partial.model().name());
    record.setVersion(partial.model().version());
    record.setSegment(partial.segment());
    record.setPaneStart(partial.paneStart());
    record.setPaneMillis(partial.pane().toMillis());
    record.setLayoutId(partial.layoutId());
    record.setSourcePartition(partial.sourcePartition());
    record.setProfile(ByteBuffer.wrap(PerformanceProfileCodec.encode(partial.profile())));
    record.setSlice(partial.slice());
    return outcomes.encode(record);
  }

  public byte[] encode(Tide tide) {
    TideRecord record = new TideRecord();
    record.setSourcePartition(tide.sourcePartition());
    record.setSourcePartitions(tide.sourcePartitions());
    record.setAt(tide.at());
    record.setModels(
        tide.models().stream()
            .map(model -> new ModelTide(model.model(), model.watermark(), model.lastSeenAt()))
            .toList());
    record.setLabelsAt(tide.labelsAt().orElse(null));
    return tides.encode(record);
  }

  /** Whether the framed bytes are a tide; else they are a partial of either kind or bad. */
  public boolean isTide(byte @Nullable [] bytes) throws Undecodable {
    return isWritten(bytes, TideRecord.getClassSchema());
  }

  /** Whether the framed bytes are a partial of outcomes. */
  public boolean isOfOutcomes(byte @Nullable [] bytes) throws Undecodable {
    return isWritten(bytes, PerformancePartialRecord.getClassSchema());
  }

  private boolean isWritten(byte @Nullable [] bytes, Schema schema) throws Undecodable {
    if (bytes == null) throw new Undecodable(Undecodable.Reason.TOO_SHORT, "no value");
    Schema written = RecordCodec.writerSchema(registry, Frame.schemaId(bytes, 0, bytes.length));
    return written.getFullName().equals(schema.getFullName());
  }

  /**
   * @throws Undecodable if the bytes are not a partial profile, or its profile is damaged
   */
  public PartialProfile decodePartial(byte[] bytes) throws Undecodable {
    PartialProfileRecord record = partials.decode(bytes);
    try {
      return new PartialProfile(
          new ModelRef(record.getModel(), record.getVersion()),
          record.getSegment(),
          record.getPaneStart(),
          Duration.ofMillis(record.getPaneMillis()),
          record.getReferenceId(),
          record.getSourcePartition(),
          ProfileCodec.decode(Buffers.bytes(record.getProfile())));
    } catch (IllegalArgumentException | CorruptStateException e) {
      throw new Undecodable(
          Undecodable.Reason.MALFORMED, "no partial profile: " + e.getMessage(), e);
    }
  }

  /**
   * @throws Undecodable if the bytes are not a partial of outcomes, or its profile is damaged
   */
  public PerformancePartial decodeOutcomes(byte[] bytes) throws Undecodable {
    PerformancePartialRecord record = outcomes.decode(bytes);
    try {
      return new PerformancePartial(
          new ModelRef(record.getModel(), record.getVersion()),
          record.getSegment(),
          record.getPaneStart(),
          Duration.ofMillis(record.getPaneMillis()),
          record.getLayoutId(),
          record.getSourcePartition(),
          PerformanceProfileCodec.decode(Buffers.bytes(record.getProfile())),
          record.getSlice());
    } catch (IllegalArgumentException | CorruptStateException e) {
      throw new Undecodable(
          Undecodable.Reason.MALFORMED, "no partial of outcomes: " + e.getMessage(), e);
    }
  }

  /**
   * Which pane a partial of outcomes is of whose profile is damaged; empty where the record itself
   * cannot be read.
   */
  public Optional<PaneKey> paneOfOutcomes(byte[] bytes) {
    try {
      PerformancePartialRecord record = outcomes.decode(bytes);
      return Optional.of(
          new PaneKey(
              new ModelRef(record.getModel(), record.getVersion()),
              record.getSegment(),
              Window.requireTime(record.getPaneStart()),
              record.getLayoutId()));
    } catch (Undecodable | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Which pane a partial profile is of whose profile is damaged; empty where the record itself
   * cannot be read.
   */
  public Optional<PaneKey> paneOf(byte[] bytes) {
    try {
      PartialProfileRecord record = partials.decode(bytes);
      return Optional.of(
          new PaneKey(
              new ModelRef(record.getModel(), record.getVersion()),
              record.getSegment(),
              Window.requireTime(record.getPaneStart()),
              record.getReferenceId()));
    } catch (Undecodable | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * @throws Undecodable if the bytes are not a tide
   */
  public Tide decodeTide(byte[] bytes) throws Undecodable {
    TideRecord record = tides.decode(bytes);
    try {
      return new Tide(
          record.getSourcePartition(),
          record.getSourcePartitions(),
          record.getAt(),
          record.getModels().stream()
              .map(
                  model ->
                      new Tide.ModelTide(
                          model.getModel(), model.getWatermark(), model.getLastSeenAt()))
              .toList(),
          Optional.ofNullable(record.getLabelsAt()));
    } catch (IllegalArgumentException e) {
      throw new Undecodable(Undecodable.Reason.MALFORMED, "no tide: " + e.getMessage(), e);
    }
  }
}
