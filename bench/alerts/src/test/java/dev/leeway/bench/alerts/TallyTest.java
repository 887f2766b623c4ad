package dev.leeway.bench.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.bench.alerts.Receiver.Told;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {

  private static final Transition OPENS = new Transition("a", true, 1_000);
  private static final Transition ENDS = new Transition("a", false, 2_000);

  @Test
  void of_allThatShouldCome_isExactHoweverOftenItCame() {
    Tally tally =
        Tally.of(
            List.of(OPENS, ENDS),
            List.of(new Told("1", OPENS, 10), new Told("1", OPENS, 20), new Told("2", ENDS, 30)));

    assertThat(tally.exact()).isTrue();
    assertThat(tally.transitions()).isEqualTo(2);
    assertThat(tally.repeated()).isEqualTo(1);
    assertThat(tally.firstMillis()).containsEntry(OPENS, 10L).containsEntry(ENDS, 30L);
  }

  @Test
  void of_whatNeverCame_isLost() {
    Tally tally = Tally.of(List.of(OPENS, ENDS), List.of(new Told("2", ENDS, 30)));

    assertThat(tally.exact()).isFalse();
    assertThat(tally.lost()).containsExactly(OPENS);
  }

  @Test
  void of_whatShouldNotHaveCome_isUnexpected() {
    Tally stranger = Tally.of(List.of(OPENS), List.of(told("1", OPENS), told("2", ENDS)));
    Tally twin = Tally.of(List.of(OPENS), List.of(told("1", OPENS), told("2", OPENS)));
    Tally changed = Tally.of(List.of(OPENS, ENDS), List.of(told("1", OPENS), told("1", ENDS)));

    assertThat(stranger.unexpected()).containsExactly("2");
    assertThat(twin.unexpected()).containsExactly("2");
    assertThat(changed.unexpected()).containsExactly("1");
    assertThat(changed.lost()).containsExactly(ENDS);
  }

  private static Told told(String id, Transition transition) {
    return new Told(id, transition, 0);
  }
}
