package dev.leeway.wire;

import static dev.leeway.wire.WireNumbers.boxed;
import static dev.leeway.wire.WireNumbers.optional;

import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceResult;
import dev.leeway.performance.PerformanceResult.Finding;
import dev.leeway.performance.PerformanceResult.Found;
import dev.leeway.performance.PerformanceResult.Undefined;
import dev.leeway.schemas.avro.MeasuredPerformanceRecord;
import dev.leeway.schemas.avro.WindowPerformanceRecord;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.MeasuredPerformance.Range;
import dev.leeway.verdict.WindowPerformance;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** The performance of a verdict to and from its record. */
final class PerformanceWire {

  private PerformanceWire() {}

  static WindowPerformanceRecord record(WindowPerformance performance) {
    WindowPerformanceRecord record = new WindowPerformanceRecord();
    record.setPredicted(performance.predicted());
    record.setLabelled(performance.labelled());
    record.setLast(performance.last());
    record.setRealised(performance.realised().stream().map(PerformanceWire::record).toList());
    record.setEstimated(performance.estimated().stream().map(PerformanceWire::record).toList());
    return record;
  }

  /**
   * @throws IllegalArgumentException if it is no performance of a window
   */
  static WindowPerformance performance(WindowPerformanceRecord record) {
    return new WindowPerformance(
        record.getPredicted(),
        record.getLabelled(),
        record.getLast(),
        measured(record.getRealised()),
        measured(record.getEstimated()));
  }

  private static MeasuredPerformanceRecord record(MeasuredPerformance measured) {
    MeasuredPerformanceRecord record = new MeasuredPerformanceRecord();
    record.setKey(measured.result().key().toString());
    record.setUndefined("");
    if (measured.result().finding() instanceof Found found) {
      record.setValue(found.value());
      record.setError(found.error());
      record.setStandardError(boxed(found.standardError()));
    } else if (measured.result().finding() instanceof Undefined undefined) {
      record.setUndefined(undefined.code());
    }
    record.setRows(measured.result().rows());
    record.setReference(boxed(measured.reference()));
    record.setLimited(measured.allowed().isPresent());
    record.setAtLeast(boxed(measured.allowed().map(Range::lower).orElse(OptionalDouble.empty())));
    record.setAtMost(boxed(measured.allowed().map(Range::upper).orElse(OptionalDouble.empty())));
    record.setDecides(measured.decides());
    return record;
  }

  private static List<MeasuredPerformance> measured(List<MeasuredPerformanceRecord> records) {
    return records.stream().map(PerformanceWire::measured).toList();
  }

  private static MeasuredPerformance measured(MeasuredPerformanceRecord record) {
    PerformanceKey key =
        PerformanceKey.parse(record.getKey())
            .orElseThrow(() -> new IllegalArgumentException("measure " + record.getKey()));
    Range range = new Range(optional(record.getAtLeast()), optional(record.getAtMost()));
    return new MeasuredPerformance(
        new PerformanceResult(key, finding(record), record.getRows()),
        optional(record.getReference()),
        record.getLimited() ? Optional.of(range) : Optional.empty(),
        record.getDecides());
  }

  private static Finding finding(MeasuredPerformanceRecord record) {
    Double value = record.getValue();
    if (value == null) return Undefined.valueOf(record.getUndefined().toUpperCase(Locale.ROOT));
    return new Found(value, record.getError(), optional(record.getStandardError()));
  }
}
