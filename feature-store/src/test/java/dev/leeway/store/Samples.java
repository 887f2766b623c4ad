package dev.leeway.store;

import dev.leeway.event.ModelRef;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.PerformanceResult;
import dev.leeway.performance.PerformanceResult.Found;
import dev.leeway.profile.ColumnKind;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.WindowPerformance;
import dev.leeway.window.Window;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Verdicts and profiles for tests: hourly windows of the model "flights". */
public final class Samples {

  public static final ModelRef MODEL = new ModelRef("flights", "1");
  public static final Instant MIDNIGHT = Instant.parse("2001-03-05T00:00:00Z");

  private Samples() {}

  /** The hour that starts so many hours after midnight. */
  public static Window hour(int hour) {
    return Window.starting(MIDNIGHT.toEpochMilli() + hour * 3_600_000L, Duration.ofHours(1));
  }

  /** A verdict on all rows, with one column "distance" in the same state. */
  public static Verdict verdict(int hour, int revision, State state) {
    return verdict(new VerdictKey(MODEL, "", hour(hour), Verdict.Kind.DRIFT), revision, state);
  }

  public static Verdict verdict(VerdictKey key, int revision, State state, String... columns) {
    List<String> names = columns.length == 0 ? List.of("distance") : List.of(columns);
    return new Verdict(
        key.model(),
        key.segment(),
        key.window(),
        key.kind(),
        revision,
        state,
        state == State.UNKNOWN ? Verdict.UnknownReason.TOO_FEW_ROWS : Verdict.UnknownReason.NONE,
        100 + revision,
        "reference-1",
        names.stream().map(name -> column(name, state, revision / 10.0)).toList());
  }

  public static ColumnVerdict column(String name, State state, double ks) {
    return new ColumnVerdict(
        name,
        ColumnKind.NUMERIC,
        state,
        "ks " + ks,
        100,
        2,
        List.of(
            new MeasureResult(
                Measure.KS,
                ks,
                OptionalDouble.of(0.25),
                OptionalDouble.of(1e-9),
                OptionalDouble.of(0.05),
                "ks-rows/v2",
                20_000,
                500),
            new MeasureResult(
                Measure.EVIDENCE,
                12.5,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                "evidence/v1")),
        state == State.DRIFTED
            ? Optional.of(Instant.parse("2001-03-05T05:30:00Z"))
            : Optional.empty());
  }

  /** A verdict on performance. */
  public static Verdict performance(
      VerdictKey key, int revision, State state, WindowPerformance performance) {
    return new Verdict(
        key.model(),
        key.segment(),
        key.window(),
        key.kind(),
        revision,
        state,
        state == State.UNKNOWN ? Verdict.UnknownReason.TOO_FEW_LABELS : Verdict.UnknownReason.NONE,
        performance.predicted(),
        "reference-1",
        performance);
  }

  /** Realised and estimated roc_auc, held against at least 0.8. */
  public static WindowPerformance rocAuc(double realised, double estimated) {
    return new WindowPerformance(
        1_000, 400, false, List.of(rocAuc(realised)), List.of(rocAuc(estimated)));
  }

  /** Held against at least 0.8; of the reference it is 0.86. */
  public static MeasuredPerformance rocAuc(double value) {
    return new MeasuredPerformance(
        new PerformanceResult(
            PerformanceKey.of(PerformanceMeasure.ROC_AUC),
            new Found(value, 0.0005, OptionalDouble.of(0.01)),
            400),
        OptionalDouble.of(0.86),
        Optional.of(MeasuredPerformance.Range.of(PerformanceMeasure.ROC_AUC, 0.8)),
        true);
  }

  public static WindowProfile profile(int hour, int revision, byte... bytes) {
    return new WindowProfile(
        MODEL, "", hour(hour), revision, "reference-1", 100, ByteBuffer.wrap(bytes));
  }

  public static Batch batch(Verdict... verdicts) {
    return new Batch(List.of(verdicts), List.of(), List.of());
  }

  public static Batch batch(WindowProfile... profiles) {
    return new Batch(List.of(), List.of(profiles), List.of());
  }

  /** All orders of the given items. */
  public static <T> Stream<List<T>> orders(List<T> items) {
    if (items.size() <= 1) return Stream.of(items);
    return items.stream()
        .flatMap(
            first ->
                orders(items.stream().filter(item -> item != first).toList())
                    .map(rest -> Stream.concat(Stream.of(first), rest.stream()).toList()));
  }
}
