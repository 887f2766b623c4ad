package dev.leeway.bench.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.event.ModelRef;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Window;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TransitionsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Transitions transitions = new Transitions();

  @Test
  void all_isEachTurnAndNothingElse() {
    take("a", 1, 1, State.OK);
    take("a", 2, 1, State.DRIFTED);
    take("b", 2, 1, State.DRIFTED);
    take("a", 3, 1, State.DRIFTED);
    take("a", 4, 1, State.UNKNOWN);
    take("a", 5, 1, State.OK);

    assertThat(transitions.all())
        .containsExactly(
            new Transition("a", true, 3_000),
            new Transition("b", true, 3_000),
            new Transition("a", false, 6_000));
  }

  @Test
  void take_ofAWindowThatComesAfterANewerOne_changesNothing() {
    take("a", 2, 1, State.OK);
    take("a", 1, 1, State.DRIFTED);

    assertThat(transitions.all()).isEmpty();
  }

  @Test
  void take_ofARevisionOfTheNewest_takesItBack() {
    take("a", 1, 1, State.DRIFTED);
    take("a", 1, 2, State.OK);
    take("a", 1, 1, State.DRIFTED);

    assertThat(transitions.all())
        .isEqualTo(
            Set.copyOf(
                List.of(new Transition("a", true, 2_000), new Transition("a", false, 2_000))));
  }

  private void take(String model, int second, int revision, State state) {
    transitions.take(
        new Verdict(
            new ModelRef(model, "1"),
            "",
            Window.starting(second * 1_000L, SECOND),
            Verdict.Kind.DRIFT,
            revision,
            state,
            state == State.UNKNOWN
                ? Verdict.UnknownReason.TOO_FEW_ROWS
                : Verdict.UnknownReason.NONE,
            100,
            "ref",
            List.of()));
  }
}
