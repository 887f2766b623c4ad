package dev.leeway.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.store.Series;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Window;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandingTest {

  /** No data is not good data. */
  @Test
  void state_isUnknownWithoutVerdicts() {
    Standing standing = new Standing("flights", List.of(), List.of("1"));

    assertThat(standing.state()).isEqualTo(State.UNKNOWN);
    assertThat(standing.reason()).isEqualTo("NO_VERDICTS");
    assertThat(standing.versions()).containsExactly("1");
    assertThat(standing.currentVersions()).isEmpty();
  }

  /** The drift that made us replace version 1 must not haunt version 2. */
  @Test
  void state_forgetsAVersionThatGetsNoMoreTraffic() {
    Standing standing =
        standing(
            Given.verdict().version("1").hour(7, State.DRIFTED),
            Given.verdict().version("2").hour(8, State.OK));

    assertThat(standing.state()).isEqualTo(State.OK);
    assertThat(standing.reason()).isEqualTo("NONE");
    assertThat(standing.currentVersions()).containsExactly("2");
    assertThat(standing.versions()).containsExactly("1", "2");
  }

  @Test
  void state_countsVersionsThatShareTheTraffic() {
    Standing standing =
        standing(
            Given.verdict().version("1").hour(8, State.DRIFTED),
            Given.verdict().version("2").hour(8, State.OK));

    assertThat(standing.state()).isEqualTo(State.DRIFTED);
    assertThat(standing.currentVersions()).containsExactly("1", "2");
  }

  @Test
  void state_isDriftedIfOneSegmentIs() {
    Standing standing =
        standing(
            Given.verdict().hour(8, State.OK),
            Given.verdict().segment("country=DE").hour(8, State.DRIFTED));

    assertThat(standing.state()).isEqualTo(State.DRIFTED);
    assertThat(standing.drifted()).extracting(Series::segment).containsExactly("country=DE");
  }

  @Test
  void state_isNotUnknownBecauseASmallSegmentIs() {
    Standing standing =
        standing(
            Given.verdict().hour(8, State.OK),
            Given.verdict().segment("country=LI").hour(8, State.UNKNOWN));

    assertThat(standing.state()).isEqualTo(State.OK);
  }

  @Test
  void state_isUnknownWithItsReason() {
    Standing standing = standing(Given.verdict().hour(8, State.UNKNOWN));

    assertThat(standing.state()).isEqualTo(State.UNKNOWN);
    assertThat(standing.reason()).isEqualTo("TOO_FEW_ROWS");
  }

  /** A day's window ends before the hours that follow it, and still is the newest day. */
  @Test
  void current_comparesWindowsOfOneLengthOnly() {
    Window day = Window.starting(Given.MIDNIGHT.toEpochMilli(), Duration.ofDays(1));
    Standing standing =
        standing(Given.verdict().in(day, State.DRIFTED), Given.verdict().hour(30, State.OK));

    assertThat(standing.current()).hasSize(2);
    assertThat(standing.state()).isEqualTo(State.DRIFTED);
  }

  /** Bad rows are no drift, and drift says nothing of the rows' quality. */
  @Test
  void quality_standsBesideTheDrift() {
    Standing standing =
        standing(
            Given.verdict().hour(8, State.OK),
            Given.verdict().missing("distance", State.FAILED).hour(8, State.FAILED));

    assertThat(standing.state()).isEqualTo(State.OK);
    assertThat(standing.drifted()).isEmpty();
    assertThat(standing.quality()).contains(State.FAILED);
    assertThat(standing(Given.verdict().hour(8, State.DRIFTED)).quality()).isEmpty();
    assertThat(
            standing(
                    Given.verdict().hour(8, State.OK),
                    Given.verdict().missing("distance", State.UNKNOWN).hour(8, State.UNKNOWN))
                .quality())
        .contains(State.UNKNOWN);
  }

  private static Standing standing(Verdict... newest) {
    return new Standing("flights", Arrays.stream(newest).map(Given::series).toList(), List.of());
  }
}
