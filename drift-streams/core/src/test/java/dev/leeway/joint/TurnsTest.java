package dev.leeway.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TurnsTest {

  @Test
  void cosine_isTheCosine() {
    for (double turns = -3; turns < 3; turns += 0.001) {
      assertThat(Turns.cosine(turns)).isCloseTo(Math.cos(2 * Math.PI * turns), within(1e-9));
    }
  }

  @Test
  void cosine_staysInItsRangeFarOut() {
    for (double turns = 1; turns < 1e300; turns *= 7.3) {
      assertThat(Turns.cosine(turns)).isBetween(-1.0, 1.0);
    }
    assertThat(Turns.cosine(1e6)).isCloseTo(1, within(1e-9));
  }
}
