package dev.leeway.wire;

import static dev.leeway.wire.WireNumbers.boxed;
import static dev.leeway.wire.WireNumbers.optional;

import dev.leeway.event.ModelRef;
import dev.leeway.profile.ColumnKind;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.schemas.avro.ColumnVerdictRecord;
import dev.leeway.schemas.avro.MeasureRecord;
import dev.leeway.schemas.avro.VerdictKind;
import dev.leeway.schemas.avro.VerdictRecord;
import dev.leeway.schemas.avro.VerdictState;
import dev.leeway.topics.Topics;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Window;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Verdicts to and from the verdicts topic. */
public final class VerdictWire {

  private final RecordCodec<VerdictRecord> codec;

  public VerdictWire(SchemaRegistry registry, Topics topics) {
    codec =
        new RecordCodec<>(
            registry, RecordCodec.subject(topics.verdicts()), VerdictRecord.getClassSchema());
  }

  public byte[] encode(Verdict verdict) {
    VerdictRecord record = new VerdictRecord();
    record.setModel(verdict.model().name());
    record.setVersion(verdict.model().version());
    record.setSegment(verdict.segment());
    record.setWindowStart(verdict.window().start());
    record.setWindowEnd(verdict.window().end());
    record.setKind(VerdictKind.valueOf(verdict.kind().name()));
    record.setRevision(verdict.revision());
    record.setState(VerdictState.valueOf(verdict.state().name()));
    record.setReason(verdict.reason().name());
    record.setRows(verdict.rows());
    record.setReferenceId(verdict.referenceId());
    record.setColumns(verdict.columns().stream().map(VerdictWire::column).toList());
    record.setConstraints(verdict.constraints().stream().map(ConstraintWire::record).toList());
    record.setPerformance(verdict.performance().map(PerformanceWire::record).orElse(null));
    return codec.encode(record);
  }

  /**
   * @throws Undecodable if the bytes are not a verdict
   */
  public Verdict decode(byte @Nullable [] bytes) throws Undecodable {
    VerdictRecord record = codec.decode(bytes);
    try {
      return new Verdict(
          new ModelRef(record.getModel(), record.getVersion()),
          record.getSegment(),
          new Window(record.getWindowStart(), record.getWindowEnd()),
          Verdict.Kind.valueOf(record.getKind().name()),
          record.getRevision(),
          State.valueOf(record.getState().name()),
          Verdict.UnknownReason.valueOf(record.getReason()),
          record.getRows(),
          record.getReferenceId(),
          columns(record.getColumns()),
          record.getConstraints().stream().map(ConstraintWire::result).toList(),
          Optional.ofNullable(record.getPerformance()).map(PerformanceWire::performance));
    } catch (IllegalArgumentException e) {
      throw new Undecodable(Undecodable.Reason.MALFORMED, "no verdict: " + e.getMessage(), e);
    }
  }

  private static ColumnVerdictRecord column(ColumnVerdict column) {
    ColumnVerdictRecord record = new ColumnVerdictRecord();
    record.setColumn(column.column());
    record.setKind(column.kind().name());
    record.setState(VerdictState.valueOf(column.state().name()));
    record.setWhy(column.why());
    record.setRows(column.rows());
    record.setMissing(column.missing());
    record.setMeasures(column.measures().stream().map(VerdictWire::measure).toList());
    record.setSince(column.since().orElse(null));
    return record;
  }

  private static MeasureRecord measure(MeasureResult result) {
    MeasureRecord record = new MeasureRecord();
    record.setMeasure(result.measure().key());
    record.setValue(result.value());
    record.setPValue(boxed(result.pValue()));
    record.setError(boxed(result.error()));
    record.setThreshold(boxed(result.threshold()));
    record.setFormula(result.formula());
    record.setReferenceRows(result.referenceRows());
    record.setCurrentRows(result.currentRows());
    return record;
  }

  private static List<ColumnVerdict> columns(List<ColumnVerdictRecord> records) {
    return records.stream()
        .map(
            record ->
                new ColumnVerdict(
                    record.getColumn(),
                    ColumnKind.valueOf(record.getKind()),
                    State.valueOf(record.getState().name()),
                    record.getWhy(),
                    record.getRows(),
                    record.getMissing(),
                    record.getMeasures().stream().map(VerdictWire::result).toList(),
                    Optional.ofNullable(record.getSince())))
        .toList();
  }

  private static MeasureResult result(MeasureRecord record) {
    Measure measure =
        Measure.of(record.getMeasure())
            .orElseThrow(() -> new IllegalArgumentException("measure " + record.getMeasure()));
    return new MeasureResult(
        measure,
        record.getValue(),
        optional(record.getPValue()),
        optional(record.getError()),
        optional(record.getThreshold()),
        record.getFormula(),
        record.getReferenceRows(),
        record.getCurrentRows());
  }
}
