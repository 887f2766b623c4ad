package dev.leeway.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.verdict.Measure;
import dev.leeway.window.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MonitorTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void paneStart_roundsDown_beforeTheEpochToo() {
    assertThat(Timing.DEFAULT.paneStart(0)).isZero();
    assertThat(Timing.DEFAULT.paneStart(59_999)).isZero();
    assertThat(Timing.DEFAULT.paneStart(60_000)).isEqualTo(60_000);
    assertThat(Timing.DEFAULT.paneStart(-1)).isEqualTo(-60_000);
  }

  @Test
  void admits_isInclusiveAtBothEnds() {
    Timing timing = Timing.DEFAULT;
    long now = 1_000_000_000_000L;
    long oldest = now - timing.maxPast().toMillis();
    long newest = now + timing.maxFuture().toMillis();

    assertThat(timing.admits(oldest, now)).isTrue();
    assertThat(timing.admits(newest, now)).isTrue();
    assertThat(timing.admits(oldest - 1, now)).isFalse();
    assertThat(timing.admits(newest + 1, now)).isFalse();
    assertThat(timing.admits(Long.MIN_VALUE, now)).isFalse();
    assertThat(timing.admits(Long.MAX_VALUE, now)).isFalse();
  }

  @Test
  void horizon_isTheLatenessButNeverBelowTheGrace() {
    assertThat(timing(Duration.ofSeconds(30), Duration.ZERO).horizon())
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(timing(Duration.ofSeconds(30), MINUTE).horizon()).isEqualTo(MINUTE);
  }

  @Test
  void timing_outOfRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> timing(Duration.ofSeconds(-1), MINUTE))
        .withMessageContaining("grace");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> timing(MINUTE, Duration.ofSeconds(-1)))
        .withMessageContaining("lateness");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Timing(Duration.ZERO, MINUTE, MINUTE, MINUTE, MINUTE, MINUTE))
        .withMessageContaining("pane");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Timing(MINUTE, MINUTE, MINUTE, Duration.ofNanos(1), MINUTE, MINUTE))
        .withMessageContaining("idleTimeout");
  }

  @Test
  void closesAfter_isTheNextEndOfAnyWindow_withGrace() {
    Monitor plain = Monitor.withDefaults("delay");
    Monitor monitor =
        new Monitor(
            plain.model(),
            plain.timing(),
            List.of(
                WindowSpec.tumbling(Duration.ofHours(1)),
                new WindowSpec(Duration.ofMinutes(50), Duration.ofMinutes(25))),
            plain.segments(),
            plain.columns(),
            plain.decision(),
            plain.caps());

    assertThat(monitor.closesAfter(0)).isEqualTo(30_000);
    assertThat(monitor.closesAfter(30_000)).isEqualTo(25 * 60_000 + 30_000);
    assertThat(monitor.closesAfter(50 * 60_000 + 29_999)).isEqualTo(50 * 60_000 + 30_000);
    assertThat(monitor.closesAfter(50 * 60_000 + 30_000)).isEqualTo(60 * 60_000 + 30_000);
  }

  @Test
  void monitor_withWindowThatIsNoWholeNumberOfPanes_isRefused() {
    Duration odd = Duration.ofSeconds(90);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> monitor(List.of(WindowSpec.tumbling(odd)), List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> monitor(List.of(), List.of()));
  }

  @Test
  void monitor_withASegmentTwice_isRefused() {
    List<WindowSpec> windows = List.of(WindowSpec.tumbling(MINUTE));

    assertThat(monitor(windows, List.of("country", "device")).segments()).hasSize(2);
    // Rows would be counted twice in one segment.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> monitor(windows, List.of("country", "country")))
        .withMessageContaining("country");
  }

  @Test
  void decision_outOfRange_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Decision(0, 1, 0.05, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Decision(1, 1, 0.05, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Decision(Double.NaN, 1, 0.05, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Decision(0.05, 0, 0.05, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Decision(0.05, 1, 1, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Decision(0.05, 1, -0.1, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Decision(0.05, 1, 0.05, 0, 1));
  }

  @Test
  void columnPolicy_withThresholdThatIsNotPositive_isRefused() {
    for (double threshold : new double[] {0, -1, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  new ColumnPolicy(
                      false,
                      Optional.empty(),
                      OptionalDouble.empty(),
                      new TreeMap<>(Map.of(Measure.PSI, threshold))))
          .withMessageContaining("psi");
    }
  }

  @Test
  void verdict_standsTwiceAsLongWithEachRevision_butNotBeyondTheLateness() {
    Timing timing = timing(MINUTE, MINUTE.multipliedBy(10)).withCorrectionDelay(MINUTE);

    assertThat(timing.standsFor(1)).isEqualTo(MINUTE);
    assertThat(timing.standsFor(4)).isEqualTo(MINUTE.multipliedBy(8));
    assertThat(timing.standsFor(5)).isEqualTo(MINUTE.multipliedBy(10));
    assertThat(timing.standsFor(1_000)).isEqualTo(MINUTE.multipliedBy(10));
    assertThat(timing.withCorrectionDelay(Duration.ZERO).standsFor(9)).isZero();
    assertThat(timing.withCorrectionDelay(Duration.ofHours(1)).standsFor(2)).hasHours(1);
  }

  private static Timing timing(Duration grace, Duration lateness) {
    return new Timing(MINUTE, grace, lateness, MINUTE, MINUTE, MINUTE);
  }

  private static Monitor monitor(List<WindowSpec> windows, List<String> segments) {
    return new Monitor(
        "delay",
        Timing.DEFAULT,
        windows,
        segments,
        new TreeMap<>(),
        Decision.DEFAULT,
        Caps.DEFAULT);
  }

  /** Panes in one span lie in the same windows, so that one profile can stand for them all. */
  @Test
  void spanStart_isTheCommonSlideOfAllWindows() {
    Monitor monitor =
        new Monitor(
            "m",
            Timing.DEFAULT,
            List.of(
                new WindowSpec(Duration.ofMinutes(60), Duration.ofMinutes(15)),
                WindowSpec.tumbling(Duration.ofMinutes(20))),
            List.of(),
            new TreeMap<>(),
            Decision.DEFAULT,
            Caps.DEFAULT);

    assertThat(monitor.spanStart(Instant.parse("2026-03-01T12:14:00Z")))
        .isEqualTo(Instant.parse("2026-03-01T12:10:00Z"));
    assertThat(monitor.spanStart(Instant.ofEpochMilli(-1)))
        .isEqualTo(Instant.parse("1969-12-31T23:55:00Z"));
  }
}
