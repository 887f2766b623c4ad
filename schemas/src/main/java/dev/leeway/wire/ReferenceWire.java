package dev.leeway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.event.ModelRef;
import dev.leeway.profile.LayoutCodec;
import dev.leeway.profile.ProfileCodec;
import dev.leeway.reference.Band;
import dev.leeway.reference.Bands;
import dev.leeway.reference.Reference;
import dev.leeway.reference.ReferencePerformance;
import dev.leeway.reference.ReferencePerformanceCodec;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.schemas.avro.ReferenceBand;
import dev.leeway.schemas.avro.ReferenceRecord;
import dev.leeway.sketch.CorruptStateException;
import dev.leeway.topics.Topics;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** References to and from the references topic. */
public final class ReferenceWire {

  private final RecordCodec<ReferenceRecord> codec;

  public ReferenceWire(SchemaRegistry registry, Topics topics) {
    codec =
        new RecordCodec<>(
            registry, RecordCodec.subject(topics.references()), ReferenceRecord.getClassSchema());
  }

  /** The record's key: a later record of the same model and effective time replaces it. */
  public static byte[] key(Reference reference) {
    return (reference.model() + "|" + reference.effectiveFrom()).getBytes(UTF_8);
  }

  public byte[] encode(Reference reference) {
    return codec.encode(record(reference));
  }

  /**
   * @throws Undecodable if the bytes are not a reference
   */
  public Reference decode(byte @Nullable [] bytes) throws Undecodable {
    return reference(codec.decode(bytes));
  }

  /** As an Avro record, for files. */
  public static ReferenceRecord record(Reference reference) {
    ReferenceRecord record = new ReferenceRecord();
    record.setModel(reference.model().name());
    record.setVersion(reference.model().version());
    record.setReferenceId(reference.id());
    record.setEffectiveFrom(reference.effectiveFrom());
    record.setCreatedAt(reference.createdAt());
    record.setProvenance(new TreeMap<>(reference.provenance()));
    record.setLayout(ByteBuffer.wrap(LayoutCodec.encode(reference.layout())));
    record.setProfile(ByteBuffer.wrap(ProfileCodec.encode(reference.profile())));
    record.setBands(bandRecords(reference.bands()));
    reference
        .performance()
        .ifPresent(
            performance ->
                record.setPerformance(
                    ByteBuffer.wrap(ReferencePerformanceCodec.encode(performance))));
    return record;
  }

  /**
   * From an Avro record.
   *
   * @throws Undecodable if it holds no reference, or its bytes are damaged
   */
  public static Reference reference(ReferenceRecord record) throws Undecodable {
    try {
      Reference reference =
          new Reference(
              new ModelRef(record.getModel(), record.getVersion()),
              record.getEffectiveFrom(),
              record.getCreatedAt(),
              new TreeMap<>(record.getProvenance()),
              LayoutCodec.decode(Buffers.bytes(record.getLayout())),
              ProfileCodec.decode(Buffers.bytes(record.getProfile())),
              bands(record.getBands()),
              performance(record.getPerformance()));
      if (!reference.id().equals(record.getReferenceId())) {
        throw new Undecodable(
            Undecodable.Reason.MALFORMED,
            "reference says it is " + record.getReferenceId() + " and is " + reference.id());
      }
      return reference;
    } catch (IllegalArgumentException | CorruptStateException e) {
      throw new Undecodable(Undecodable.Reason.MALFORMED, "no reference: " + e.getMessage(), e);
    }
  }

  private static Optional<ReferencePerformance> performance(@Nullable ByteBuffer sealed) {
    return sealed == null
        ? Optional.empty()
        : Optional.of(ReferencePerformanceCodec.decode(Buffers.bytes(sealed)));
  }

  private static List<ReferenceBand> bandRecords(Bands bands) {
    List<ReferenceBand> records = new ArrayList<>();
    bands
        .byColumn()
        .forEach(
            (column, ofColumn) ->
                ofColumn.forEach(
                    (formula, band) ->
                        records.add(
                            new ReferenceBand(
                                column, formula, band.mean(), band.deviation(), band.chunks()))));
    return records;
  }

  private static Bands bands(List<ReferenceBand> records) {
    SortedMap<String, SortedMap<String, Band>> byColumn = new TreeMap<>();
    for (ReferenceBand record : records) {
      byColumn
          .computeIfAbsent(record.getColumn(), column -> new TreeMap<>())
          .put(
              record.getFormula(),
              new Band(record.getMean(), record.getDeviation(), record.getChunks()));
    }
    return new Bands(byColumn);
  }
}
