package dev.leeway.app.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.event.ModelRef;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.PerformanceResult;
import dev.leeway.performance.PerformanceResult.Finding;
import dev.leeway.performance.PerformanceResult.Found;
import dev.leeway.performance.PerformanceResult.Undefined;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.MeasuredPerformance.Range;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.Verdict.Kind;
import dev.leeway.verdict.WindowPerformance;
import dev.leeway.window.Window;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What verdicts on performance show. */
class PerformanceMetersTest {

  private static final PerformanceKey ROC_AUC = PerformanceKey.of(PerformanceMeasure.ROC_AUC);
  private static final PerformanceKey RECALL_B = PerformanceKey.of(PerformanceMeasure.RECALL, "b");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final VerdictMeters meters =
      new VerdictMeters(registry, new VerdictMeters.Most(1_000, 3));

  @Test
  void realisedAndEstimated_standSideBySide() {
    meters.show(estimated(1, 0.84));
    meters.show(realised(1, 0.71, 0.84));

    assertThat(value("leeway.performance", "realised")).isEqualTo(0.71);
    assertThat(value("leeway.performance", "estimated")).isEqualTo(0.84);
    assertThat(value("leeway.performance.state", "realised")).isEqualTo(1);
    assertThat(value("leeway.performance.state", "estimated")).isZero();
    assertThat(value("leeway.performance.window.state", "realised")).isEqualTo(1);
    assertThat(value("leeway.performance.window.end.seconds", "realised")).isEqualTo(7_200);
    assertThat(
            registry
                .get("leeway.performance.threshold")
                .tags("basis", "realised", "measure", "roc_auc", "side", "lower")
                .gauge()
                .value())
        .isEqualTo(0.8);
    assertThat(registry.find("leeway.performance.threshold").tag("side", "upper").gauges())
        .isEmpty();
    assertThat(registry.get("leeway.label.coverage").gauge().value()).isEqualTo(0.4);
    assertThat(registry.get("leeway.performance.estimate.error").gauge().value())
        .isCloseTo(0.13, within(1e-12));
  }

  /** Labels come later than windows close; what is known stays until more is. */
  @Test
  void aWindowWithoutLabels_takesTheNumbersOfNone() {
    meters.show(unlabelled(1));
    assertThat(value("leeway.performance.window.state", "realised")).isEqualTo(-1);

    meters.show(realised(1, 0.71, 0.84));
    meters.show(unlabelled(2));
    assertThat(value("leeway.performance", "realised")).isEqualTo(0.71);
    assertThat(value("leeway.performance.window.state", "realised")).isEqualTo(1);

    meters.show(realised(2, 0.9, 0.84));
    assertThat(value("leeway.performance", "realised")).isEqualTo(0.9);
    assertThat(value("leeway.performance.window.state", "realised")).isZero();
    meters.show(realised(1, 0.5, 0.84));
    assertThat(value("leeway.performance", "realised")).isEqualTo(0.9);
  }

  @Test
  void aNumberThatIsNoMore_isTakenAway() {
    meters.show(realised(1, 0.71, 0.84));
    int before = registry.getMeters().size();

    meters.show(
        verdict(
            Kind.PERFORMANCE,
            2,
            List.of(measured(ROC_AUC, Undefined.ONE_CLASS, true)),
            List.of(measured(ROC_AUC, found(0.84), true))));

    assertThat(find("leeway.performance", "realised")).isNull();
    assertThat(registry.find("leeway.performance.estimate.error").gauge()).isNull();
    assertThat(value("leeway.performance.state", "realised")).isEqualTo(-1);
    assertThat(registry.getMeters()).hasSize(before - 2);
  }

  @Test
  void measuresOfSingleClasses_areShownIfTheyDecide() {
    meters.show(
        verdict(
            Kind.PERFORMANCE,
            1,
            List.of(
                measured(RECALL_B, found(0.9), false),
                measured(PerformanceKey.of(PerformanceMeasure.RECALL, "a"), found(0.9), true)),
            List.of()));

    assertThat(registry.find("leeway.performance").gauges())
        .extracting(gauge -> gauge.getId().getTag("measure"))
        .containsExactly("recall[a]");
  }

  private double value(String name, String basis) {
    Gauge gauge = find(name, basis);
    return gauge == null ? Double.NaN : gauge.value();
  }

  private @Nullable Gauge find(String name, String basis) {
    return registry.find(name).tags("basis", basis, "model", "delay", "segment", "").gauge();
  }

  private static Verdict realised(int hour, double value, double estimate) {
    return verdict(
        Kind.PERFORMANCE,
        hour,
        List.of(measured(ROC_AUC, found(value), true)),
        List.of(measured(ROC_AUC, found(estimate), true)));
  }

  private static Verdict estimated(int hour, double value) {
    return verdict(
        Kind.ESTIMATED_PERFORMANCE,
        hour,
        List.of(),
        List.of(measured(ROC_AUC, found(value), true)));
  }

  private static Verdict unlabelled(int hour) {
    return verdict(Kind.PERFORMANCE, hour, List.of(), List.of());
  }

  private static Finding found(double value) {
    return new Found(value, 0, OptionalDouble.empty());
  }

  private static MeasuredPerformance measured(
      PerformanceKey key, Finding finding, boolean decides) {
    return new MeasuredPerformance(
        new PerformanceResult(key, finding, 400),
        OptionalDouble.empty(),
        Optional.of(Range.of(key.measure(), 0.8)),
        decides);
  }

  private static Verdict verdict(
      Kind kind,
      int hour,
      List<MeasuredPerformance> realised,
      List<MeasuredPerformance> estimated) {
    WindowPerformance performance =
        new WindowPerformance(1_000, realised.isEmpty() ? 0 : 400, false, realised, estimated);
    boolean judged = !performance.of(kind).isEmpty();
    boolean failed = !performance.failed(kind).isEmpty();
    return new Verdict(
        new ModelRef("delay", "1"),
        "",
        Window.starting(hour * 3_600_000L, Duration.ofHours(1)),
        kind,
        1,
        !judged ? State.UNKNOWN : failed ? State.FAILED : State.OK,
        judged ? Verdict.UnknownReason.NONE : Verdict.UnknownReason.TOO_FEW_LABELS,
        1_000,
        "reference-1",
        performance);
  }
}
