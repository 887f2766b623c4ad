package dev.leeway.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.rule.Threshold.Side;
import org.junit.jupiter.api.Test;

class ThresholdTest {

  @Test
  void level_hasAGapInWhichNothingChanges() {
    Threshold above = new Threshold(0.3, 0.1, Side.ABOVE);

    assertThat(above.level(0.3, 0)).isEqualTo(Level.BAD);
    assertThat(above.level(0.2999, 0)).isEqualTo(Level.BETWEEN);
    assertThat(above.level(0.1, 0)).isEqualTo(Level.GOOD);
    assertThat(above.level(0.1001, 0)).isEqualTo(Level.BETWEEN);
  }

  @Test
  void level_belowIsTheMirrorImage() {
    Threshold below = new Threshold(0.7, 0.8, Side.BELOW);

    assertThat(below.level(0.7, 0)).isEqualTo(Level.BAD);
    assertThat(below.level(0.75, 0)).isEqualTo(Level.BETWEEN);
    assertThat(below.level(0.8, 0)).isEqualTo(Level.GOOD);
  }

  @Test
  void level_withOneLevelIsNeverBetween() {
    Threshold one = new Threshold(0.3, 0.3, Side.ABOVE);

    assertThat(one.level(0.3, 0)).isEqualTo(Level.BAD);
    assertThat(one.level(Math.nextDown(0.3), 0)).isEqualTo(Level.GOOD);
  }

  @Test
  void level_saysNothingThatTheErrorCouldTakeBack() {
    Threshold below = new Threshold(0.7, 0.8, Side.BELOW);

    assertThat(below.level(0.69, 0.02)).isEqualTo(Level.BETWEEN);
    assertThat(below.level(0.67, 0.02)).isEqualTo(Level.BAD);
    assertThat(below.level(0.81, 0.02)).isEqualTo(Level.BETWEEN);
    assertThat(below.level(0.83, 0.02)).isEqualTo(Level.GOOD);
  }

  @Test
  void levels_mustNotBeTheWrongWayRound() {
    assertThatThrownBy(() -> new Threshold(0.3, 0.4, Side.ABOVE))
        .hasMessageStartingWith("close 0.4 is above open 0.3");
    assertThatThrownBy(() -> new Threshold(0.7, 0.6, Side.BELOW))
        .hasMessageStartingWith("close 0.6 is below open 0.7");
    assertThatThrownBy(() -> new Threshold(Double.NaN, 0, Side.ABOVE))
        .hasMessageStartingWith("open");
  }
}
