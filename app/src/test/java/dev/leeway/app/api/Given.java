package dev.leeway.app.api;

import dev.leeway.event.ModelRef;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.PerformanceResult;
import dev.leeway.performance.PerformanceResult.Found;
import dev.leeway.profile.ColumnKind;
import dev.leeway.schemas.avro.AlertRecord;
import dev.leeway.schemas.avro.AlertState;
import dev.leeway.schemas.avro.DriftedColumn;
import dev.leeway.store.Series;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.WindowPerformance;
import dev.leeway.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Verdicts and alerts on hourly windows of 2001-03-05. */
final class Given {

  static final Instant MIDNIGHT = Instant.parse("2001-03-05T00:00:00Z");

  /** When the drift of every drifted column began. */
  static final Instant SINCE = MIDNIGHT.plusSeconds(90 * 60);

  private String model = "flights";
  private String version = "1";
  private String segment = "";
  private Verdict.Kind kind = Verdict.Kind.DRIFT;
  private int revision = 1;
  private final List<ColumnVerdict> columns = new ArrayList<>();
  private final List<ConstraintResult> constraints = new ArrayList<>();

  /** A verdict of model flights, version 1, all rows, unless told otherwise. */
  static Given verdict() {
    return new Given();
  }

  Given model(String name) {
    model = name;
    return this;
  }

  Given version(String name) {
    version = name;
    return this;
  }

  Given segment(String name) {
    segment = name;
    return this;
  }

  Given kind(Verdict.Kind wanted) {
    kind = wanted;
    return this;
  }

  Given revision(int number) {
    revision = number;
    return this;
  }

  Given column(String name, State state, double evidence) {
    MeasureResult ks =
        new MeasureResult(
            Measure.KS,
            evidence / 100,
            OptionalDouble.of(0.5),
            OptionalDouble.empty(),
            OptionalDouble.of(0.05),
            "ks-binned/v1");
    MeasureResult proof =
        new MeasureResult(
            Measure.EVIDENCE,
            evidence,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.of(4),
            "evidence/v1");
    columns.add(
        new ColumnVerdict(
            name,
            ColumnKind.NUMERIC,
            state,
            name + " why",
            100,
            3,
            List.of(ks, proof),
            state == State.DRIFTED ? Optional.of(SINCE) : Optional.empty()));
    return this;
  }

  /** Makes it a verdict on quality, with a constraint on the column's missing values. */
  Given missing(String column, State state) {
    kind = Verdict.Kind.QUALITY;
    constraints.add(
        new ConstraintResult(
            "missing",
            column,
            state,
            OptionalDouble.of(0.03),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.of(state == State.FAILED ? 0.01 : 0.05),
            100,
            "missing values: 3 %"));
    columns.add(new ColumnVerdict(column, ColumnKind.NUMERIC, state, "", 100, 3, List.of()));
    return this;
  }

  /** A verdict on the performance of that hour, of the kind that was given. */
  Verdict hour(int hour, WindowPerformance performance) {
    Verdict.Kind of = kind.isPerformance() ? kind : Verdict.Kind.PERFORMANCE;
    boolean judged = !performance.of(of).isEmpty();
    boolean failed = !performance.failed(of).isEmpty();
    return new Verdict(
        new ModelRef(model, version),
        segment,
        hour(hour),
        of,
        revision,
        !judged ? State.UNKNOWN : failed ? State.FAILED : State.OK,
        judged ? Verdict.UnknownReason.NONE : Verdict.UnknownReason.TOO_FEW_LABELS,
        performance.predicted(),
        "reference-1",
        performance);
  }

  /** 400 of 1,000 labelled, and a roc_auc that shall be at least 0.8. */
  static WindowPerformance rocAuc(double realised, double estimated) {
    return new WindowPerformance(
        1_000, 400, false, List.of(rocAuc(realised)), List.of(rocAuc(estimated)));
  }

  /** None labelled. */
  static WindowPerformance expectedRocAuc(double estimated) {
    return new WindowPerformance(1_000, 0, false, List.of(), List.of(rocAuc(estimated)));
  }

  private static MeasuredPerformance rocAuc(double value) {
    return new MeasuredPerformance(
        new PerformanceResult(
            PerformanceKey.of(PerformanceMeasure.ROC_AUC),
            new Found(value, 0, OptionalDouble.of(0.01)),
            400),
        OptionalDouble.of(0.86),
        Optional.of(MeasuredPerformance.Range.of(PerformanceMeasure.ROC_AUC, 0.8)),
        true);
  }

  /** The window of that hour. */
  Verdict hour(int hour, State state) {
    return in(hour(hour), state);
  }

  Verdict in(Window window, State state) {
    return new Verdict(
        new ModelRef(model, version),
        segment,
        window,
        kind,
        revision,
        state,
        state == State.UNKNOWN ? Verdict.UnknownReason.TOO_FEW_ROWS : Verdict.UnknownReason.NONE,
        100,
        "reference-1",
        columns,
        constraints);
  }

  static Window hour(int hour) {
    return Window.starting(MIDNIGHT.toEpochMilli() + hour * 3_600_000L, Duration.ofHours(1));
  }

  /** A series whose newest window is the given one. */
  static Series series(Verdict newest) {
    return new Series(
        newest.model(),
        newest.segment(),
        newest.kind(),
        newest.window().length(),
        MIDNIGHT,
        new Series.Newest(
            newest.window(),
            newest.revision(),
            newest.state(),
            newest.reason(),
            newest.rows(),
            newest.referenceId()));
  }

  static AlertRecord alert(String fingerprint, String model, AlertState state) {
    return AlertRecord.newBuilder()
        .setFingerprint(fingerprint)
        .setEpisode(2)
        .setCause("drift")
        .setModel(model)
        .setVersion("1")
        .setSegment("")
        .setState(state)
        .setStartsAt(MIDNIGHT)
        .setLastWindowStart(MIDNIGHT)
        .setDrifted(
            List.of(
                new DriftedColumn(
                    "distance", "ks", 0.4, Double.NaN, "moved up", 0.75, MIDNIGHT.plusSeconds(1))))
        .setSummary("distance moved")
        .setVerdictKey("key")
        .setSeverity("critical")
        .setWindowMillis(3_600_000)
        .setDriftedTotal(1)
        .setRecent(List.of())
        .setWorse(List.of())
        .build();
  }
}
