package dev.leeway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.leeway.event.ModelRef;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.PerformanceResult;
import dev.leeway.performance.PerformanceResult.Found;
import dev.leeway.performance.PerformanceResult.Undefined;
import dev.leeway.profile.ColumnKind;
import dev.leeway.registry.MemorySchemaRegistry;
import dev.leeway.schemas.avro.VerdictKind;
import dev.leeway.schemas.avro.VerdictRecord;
import dev.leeway.schemas.avro.VerdictState;
import dev.leeway.topics.Topics;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.MeasuredPerformance.Range;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.WindowPerformance;
import dev.leeway.window.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class VerdictWireTest {

  private static final Instant DAY = Instant.parse("2001-03-05T00:00:00Z");

  private final MemorySchemaRegistry registry = new MemorySchemaRegistry();
  private final Topics topics = Topics.withDefaults();
  private final VerdictWire wire = new VerdictWire(registry, topics);

  @Test
  void decode_givesBackWhatWasEncoded() throws Undecodable {
    for (Verdict verdict : verdicts()) {
      assertThat(wire.decode(wire.encode(verdict))).isEqualTo(verdict);
    }
  }

  @Test
  void decode_truncatedAtAnyByteOrTrailed_isUndecodable() {
    byte[] whole = wire.encode(drifted());

    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatExceptionOfType(Undecodable.class).isThrownBy(() -> wire.decode(part));
    }
    byte[] longer = Arrays.copyOf(whole, whole.length + 1);
    assertThatExceptionOfType(Undecodable.class).isThrownBy(() -> wire.decode(longer));
  }

  @Test
  void decode_ofRecordThatIsNoVerdict_isMalformed() {
    RecordCodec<VerdictRecord> codec =
        new RecordCodec<>(
            registry, RecordCodec.subject(topics.verdicts()), VerdictRecord.getClassSchema());
    List<VerdictRecord> wrong = new ArrayList<>();
    wrong.add(record());
    wrong.get(0).setRevision(0);
    wrong.add(record());
    wrong.get(1).setReason("NO_SUCH_REASON");
    wrong.add(record());
    wrong.get(2).setModel("");
    wrong.add(record());
    wrong.get(3).setWindowEnd(DAY.minusSeconds(1));
    wrong.add(record());
    wrong.get(4).setKind(VerdictKind.PERFORMANCE);

    assertThat(codec.encode(record())).isNotEmpty();
    for (VerdictRecord bad : wrong) {
      assertThatExceptionOfType(Undecodable.class)
          .isThrownBy(() -> wire.decode(codec.encode(bad)))
          .extracting(Undecodable::reason)
          .isEqualTo(Undecodable.Reason.MALFORMED);
    }
  }

  /** One of every kind, state and reason that go together. */
  private static List<Verdict> verdicts() {
    List<Verdict> all = new ArrayList<>(List.of(drifted(), failed()));
    for (Verdict.Kind kind : Verdict.Kind.values()) {
      for (Verdict.UnknownReason reason : Verdict.UnknownReason.values()) {
        State state = reason == Verdict.UnknownReason.NONE ? State.OK : State.UNKNOWN;
        all.add(
            kind.isPerformance()
                ? performing(kind, state, reason)
                : verdict(kind, state, reason, List.of()));
      }
    }
    return all;
  }

  private static Verdict drifted() {
    List<MeasureResult> measures = new ArrayList<>();
    for (Measure measure : Measure.values()) {
      measures.add(
          new MeasureResult(
              measure,
              0.25,
              OptionalDouble.of(0.001),
              OptionalDouble.empty(),
              OptionalDouble.of(0.1),
              measure.key() + "/v1",
              20_000,
              measure.ordinal()));
    }
    List<ColumnVerdict> columns = new ArrayList<>();
    for (ColumnKind kind : ColumnKind.values()) {
      columns.add(new ColumnVerdict("c" + kind, kind, State.DRIFTED, "why", 100, 3, measures));
    }
    return verdict(Verdict.Kind.DRIFT, State.DRIFTED, Verdict.UnknownReason.NONE, columns);
  }

  private static Verdict failed() {
    OptionalDouble none = OptionalDouble.empty();
    List<ConstraintResult> constraints =
        List.of(
            new ConstraintResult(
                "missing",
                "age",
                State.FAILED,
                OptionalDouble.of(0.03),
                OptionalDouble.of(0.01),
                none,
                OptionalDouble.of(0.01),
                100,
                "missing values: 3 %"),
            new ConstraintResult(
                "rows", "", State.UNKNOWN, none, none, OptionalDouble.of(5), none, 0, "no rows"));
    Verdict ok = verdict(Verdict.Kind.QUALITY, State.FAILED, Verdict.UnknownReason.NONE, List.of());
    return new Verdict(
        ok.model(),
        ok.segment(),
        ok.window(),
        ok.kind(),
        ok.revision(),
        ok.state(),
        ok.reason(),
        ok.rows(),
        ok.referenceId(),
        ok.columns(),
        constraints);
  }

  private static Verdict performing(Verdict.Kind kind, State state, Verdict.UnknownReason reason) {
    List<MeasuredPerformance> estimated =
        List.of(
            measured(
                PerformanceKey.of(PerformanceMeasure.RECALL, 0.3),
                new Found(0.7, 0.01, OptionalDouble.of(0.02)),
                Optional.of(new Range(OptionalDouble.of(0.6), OptionalDouble.empty()))));
    List<MeasuredPerformance> realised = new ArrayList<>(estimated);
    for (Undefined why : Undefined.values()) {
      realised.add(
          measured(
              PerformanceKey.of(PerformanceMeasure.F1, "a[b]@1"),
              why,
              Optional.of(new Range(OptionalDouble.empty(), OptionalDouble.empty()))));
    }
    return new Verdict(
        new ModelRef("delay", "1"),
        "",
        new Window(DAY, DAY.plusSeconds(3600)),
        kind,
        1,
        state,
        reason,
        100,
        "ref-1",
        new WindowPerformance(100, 40, true, realised, estimated));
  }

  private static MeasuredPerformance measured(
      PerformanceKey key, PerformanceResult.Finding finding, Optional<Range> allowed) {
    return new MeasuredPerformance(
        new PerformanceResult(key, finding, 40), OptionalDouble.of(0.8), allowed, true);
  }

  private static Verdict verdict(
      Verdict.Kind kind, State state, Verdict.UnknownReason reason, List<ColumnVerdict> columns) {
    return new Verdict(
        new ModelRef("delay", "1"),
        "origin=ATL",
        new Window(DAY, DAY.plusSeconds(3600)),
        kind,
        2,
        state,
        reason,
        100,
        "ref-1",
        columns);
  }

  private static VerdictRecord record() {
    VerdictRecord record = new VerdictRecord();
    record.setModel("delay");
    record.setVersion("1");
    record.setSegment("");
    record.setWindowStart(DAY);
    record.setWindowEnd(DAY.plusSeconds(60));
    record.setKind(VerdictKind.DRIFT);
    record.setRevision(1);
    record.setState(VerdictState.OK);
    record.setReason("NONE");
    record.setRows(1);
    record.setReferenceId("");
    record.setColumns(List.of());
    record.setConstraints(List.of());
    return record;
  }
}
