package dev.leeway.alerting;

import dev.leeway.event.ModelRef;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.PerformanceResult;
import dev.leeway.performance.PerformanceResult.Found;
import dev.leeway.profile.ColumnKind;
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
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Verdicts for tests: hours of one day, of one model. */
public final class Verdicts {

  public static final String MODEL = "flight-delay";

  private static final Instant MIDNIGHT = Instant.parse("2001-03-05T00:00:00Z");

  /** When the drift of every drifted column began. */
  public static final Instant SINCE = MIDNIGHT.minusSeconds(2 * 3_600);

  private static final Duration HOUR = Duration.ofHours(1);

  private Verdicts() {}

  /** Start of the given hour. */
  public static Instant hour(int hour) {
    return MIDNIGHT.plus(HOUR.multipliedBy(hour));
  }

  /** Version 1 drifted in the given hour: its distance. */
  public static Verdict drifted(int hour) {
    return verdict("1", hour, 1, State.DRIFTED);
  }

  /** Version 1 was good in the given hour. */
  public static Verdict good(int hour) {
    return verdict("1", hour, 1, State.OK);
  }

  /** There was too little of version 1 in the given hour. */
  public static Verdict unknown(int hour) {
    return verdict("1", hour, 1, State.UNKNOWN);
  }

  public static Verdict verdict(String version, int hour, int revision, State state) {
    return verdict(version, "", hour, revision, state);
  }

  public static Verdict verdict(
      String version, String segment, int hour, int revision, State state) {
    return verdict(
        version, segment, hour, revision, state, List.of(column("distance", state), steady()));
  }

  /** A verdict of the given columns. */
  public static Verdict of(int hour, State state, List<ColumnVerdict> columns) {
    return verdict("1", "", hour, 1, state, columns);
  }

  /** A verdict with other windows than hours. */
  public static Verdict over(Duration length, State state) {
    return with(Window.starting(MIDNIGHT.toEpochMilli(), length), Verdict.Kind.DRIFT, state);
  }

  /** A verdict about something else than drift. */
  public static Verdict about(Verdict.Kind kind, State state) {
    return with(Window.starting(MIDNIGHT.toEpochMilli(), HOUR), kind, state);
  }

  /** On quality: so much of the column distance is missing, where 5 % may be. */
  public static Verdict quality(int hour, double missing) {
    State state = missing > 0.05 ? State.FAILED : State.OK;
    ConstraintResult result =
        new ConstraintResult(
            "missing",
            "distance",
            state,
            OptionalDouble.of(missing),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.of(0.05),
            1_000,
            "missing values: " + Math.round(100 * missing) + " %, at most 5 %");
    return new Verdict(
        new ModelRef(MODEL, "1"),
        "",
        Window.starting(hour(hour).toEpochMilli(), HOUR),
        Verdict.Kind.QUALITY,
        1,
        state,
        Verdict.UnknownReason.NONE,
        1_000,
        "ref-1",
        List.of(),
        List.of(result));
  }

  /** On performance: 4,213 of 10,000 labelled, or none where nothing was measured. */
  public static Verdict performance(
      Verdict.Kind kind, int hour, int revision, MeasuredPerformance... measures) {
    boolean realised = kind == Verdict.Kind.PERFORMANCE;
    List<MeasuredPerformance> none = List.of();
    WindowPerformance performance =
        new WindowPerformance(
            10_000,
            realised && measures.length > 0 ? 4_213 : 0,
            false,
            realised ? List.of(measures) : none,
            realised ? none : List.of(measures));
    State state =
        measures.length == 0
            ? State.UNKNOWN
            : performance.failed(kind).isEmpty() ? State.OK : State.FAILED;
    return new Verdict(
        new ModelRef(MODEL, "1"),
        "",
        Window.starting(hour(hour).toEpochMilli(), HOUR),
        kind,
        revision,
        state,
        state == State.UNKNOWN ? Verdict.UnknownReason.TOO_FEW_LABELS : Verdict.UnknownReason.NONE,
        10_000,
        "ref-1",
        performance);
  }

  /** A measure that decides, with 0.8 the worst that is allowed; of the reference it is 0.86. */
  public static MeasuredPerformance measured(PerformanceMeasure measure, double value) {
    return new MeasuredPerformance(
        new PerformanceResult(
            PerformanceKey.of(measure), new Found(value, 0, OptionalDouble.empty()), 4_213),
        OptionalDouble.of(0.86),
        Optional.of(MeasuredPerformance.Range.of(measure, 0.8)),
        true);
  }

  /** A column that drifted by so much; when it began is not told. */
  public static ColumnVerdict moved(String name, double effect) {
    MeasureResult result =
        new MeasureResult(
            Measure.EFFECT,
            effect,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.of(0.05),
            "effect/v1");
    return new ColumnVerdict(
        name, ColumnKind.NUMERIC, State.DRIFTED, "moved", 1_000, 0, List.of(result));
  }

  public static ColumnVerdict column(String name, State state) {
    return new ColumnVerdict(
        name,
        ColumnKind.NUMERIC,
        state,
        state == State.DRIFTED ? "KS 0.400, tolerance 0.050" : "",
        1_000,
        0,
        List.of(
            new MeasureResult(
                Measure.EVIDENCE,
                state == State.DRIFTED ? 9.5 : 0.1,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.of(3),
                "evidence/v1"),
            new MeasureResult(
                Measure.KS,
                state == State.DRIFTED ? 0.4 : 0.01,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.of(0.05),
                "ks-binned/v1")),
        state == State.DRIFTED ? Optional.of(SINCE) : Optional.empty());
  }

  private static ColumnVerdict steady() {
    return column("origin", State.OK);
  }

  private static Verdict with(Window window, Verdict.Kind kind, State state) {
    return new Verdict(
        new ModelRef(MODEL, "1"),
        "",
        window,
        kind,
        1,
        state,
        reason(state),
        1_000,
        "ref-1",
        List.of(column("distance", state)));
  }

  /** A verdict of the given columns. */
  public static Verdict verdict(
      String version,
      String segment,
      int hour,
      int revision,
      State state,
      List<ColumnVerdict> columns) {
    return new Verdict(
        new ModelRef(MODEL, version),
        segment,
        Window.starting(hour(hour).toEpochMilli(), HOUR),
        Verdict.Kind.DRIFT,
        revision,
        state,
        reason(state),
        1_000,
        "ref-" + version,
        columns);
  }

  private static Verdict.UnknownReason reason(State state) {
    return state == State.UNKNOWN ? Verdict.UnknownReason.TOO_FEW_ROWS : Verdict.UnknownReason.NONE;
  }
}
