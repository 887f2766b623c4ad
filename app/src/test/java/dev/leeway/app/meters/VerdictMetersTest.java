package dev.leeway.app.meters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.event.ModelRef;
import dev.leeway.profile.ColumnKind;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Window;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What the two verdicts of one window show. */
class VerdictMetersTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final VerdictMeters meters =
      new VerdictMeters(registry, new VerdictMeters.Most(1_000, 3));

  @Test
  void quality_hasGaugesOfItsOwn_andLeavesThoseOfDriftAlone() {
    meters.show(drift(State.OK));
    meters.show(quality(2, State.FAILED, 0.03));

    assertThat(registry.get("leeway.window.state").gauge().value()).isZero();
    assertThat(registry.get("leeway.drift.state").tag("column", "age").gauge().value()).isZero();
    assertThat(registry.get("leeway.quality.window.state").gauge().value()).isEqualTo(1);
    assertThat(constraint("state")).isEqualTo(1);
    assertThat(constraint("value")).isEqualTo(0.03);
    assertThat(constraint("at.most")).isEqualTo(0.01);
    assertThat(registry.find("leeway.quality.at.least").gauge()).isNull();
  }

  @Test
  void quality_ofAnOlderWindow_changesNothing() {
    meters.show(quality(2, State.OK, 0.0));
    meters.show(quality(1, State.FAILED, 0.03));

    assertThat(constraint("value")).isZero();
    assertThat(constraint("state")).isZero();
  }

  @Test
  void ofTooManyVersions_thoseHeardOfLongestAgoLeave() {
    for (int version = 1; version <= 200; version++) {
      Verdict verdict = bare(new ModelRef("m", "v" + version), "", version);
      meters.count(verdict);
      meters.show(verdict);
    }
    assertThat(registry.find("leeway.window.state").gauges()).hasSize(3);
    assertThat(registry.find("leeway.verdicts").counters()).hasSize(3);
    assertThat(registry.get("leeway.window.state").tag("version", "v200").gauge().value()).isZero();
    assertThat(registry.find("leeway.window.state").tag("version", "v1").gauge()).isNull();
    assertThat(registry.get("leeway.metrics.capped").counter().count()).isPositive();
  }

  @Test
  void oneVersionWithTooManySeries_isShownAsFarAsThereIsRoom() {
    for (int segment = 0; segment < 2_000; segment++) {
      meters.show(bare(new ModelRef("m", "1"), "store=" + segment, 1));
    }
    assertThat(registry.getMeters()).hasSizeLessThanOrEqualTo(1_001);
    assertThat(registry.get("leeway.metrics.capped").counter().count()).isEqualTo(5_000);
  }

  @Test
  void verdicts_areCountedByKind() {
    meters.count(drift(State.OK));
    meters.count(quality(2, State.FAILED, 0.03));

    assertThat(registry.get("leeway.verdicts").tag("kind", "drift").counter().count()).isOne();
    assertThat(
            registry
                .get("leeway.verdicts")
                .tags("kind", "quality", "state", "failed")
                .counter()
                .count())
        .isOne();
  }

  private double constraint(String name) {
    return registry
        .get("leeway.quality." + name)
        .tags("model", "delay", "column", "age", "constraint", "missing")
        .gauge()
        .value();
  }

  private static Verdict bare(ModelRef model, String segment, int hour) {
    return new Verdict(
        model,
        segment,
        Window.starting(hour * 3_600_000L, Duration.ofHours(1)),
        Verdict.Kind.DRIFT,
        1,
        State.OK,
        Verdict.UnknownReason.NONE,
        10,
        "",
        List.of());
  }

  private static Verdict drift(State state) {
    ColumnVerdict age = new ColumnVerdict("age", ColumnKind.NUMERIC, state, "", 100, 3, List.of());
    return verdict(2, Verdict.Kind.DRIFT, state, List.of(age), List.of());
  }

  private static Verdict quality(int hour, State state, double missing) {
    ConstraintResult result =
        new ConstraintResult(
            "missing",
            "age",
            state,
            OptionalDouble.of(missing),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.of(0.01),
            100,
            "missing values");
    ColumnVerdict age = new ColumnVerdict("age", ColumnKind.NUMERIC, state, "", 100, 3, List.of());
    return verdict(hour, Verdict.Kind.QUALITY, state, List.of(age), List.of(result));
  }

  private static Verdict verdict(
      int hour,
      Verdict.Kind kind,
      State state,
      List<ColumnVerdict> columns,
      List<ConstraintResult> constraints) {
    return new Verdict(
        new ModelRef("delay", "1"),
        "",
        Window.starting(hour * 3_600_000L, Duration.ofHours(1)),
        kind,
        1,
        state,
        Verdict.UnknownReason.NONE,
        100,
        "reference",
        columns,
        constraints);
  }
}
