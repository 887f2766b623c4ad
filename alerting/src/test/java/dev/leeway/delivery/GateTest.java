package dev.leeway.delivery;

import static dev.leeway.delivery.Dispatches.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GateTest {

  private final Gate gate =
      new Gate(new Pace(60, 3, 2, Duration.ofSeconds(30), Duration.ofMinutes(2)));

  @Test
  void next_letsABurstThroughAndThenOneAtATime() {
    for (int i = 0; i < 3; i++) {
      assertThat(gate.next(NOON)).isBeforeOrEqualTo(NOON);
      gate.begun(NOON);
    }
    assertThat(gate.next(NOON)).isEqualTo(NOON.plusSeconds(1));
    gate.begun(NOON.plusSeconds(1));
    assertThat(gate.next(NOON.plusSeconds(1))).isEqualTo(NOON.plusSeconds(2));
  }

  @Test
  void next_givesTheBurstBackWithTime() {
    for (int i = 0; i < 3; i++) gate.begun(NOON);
    Instant later = NOON.plusSeconds(60);
    for (int i = 0; i < 3; i++) {
      assertThat(gate.next(later)).isBeforeOrEqualTo(later);
      gate.begun(later);
    }
    assertThat(gate.next(later)).isAfter(later);
  }

  @Test
  void failed_opensAfterSoManyInARowAndRestsLongerEachTime() {
    gate.failed(NOON);
    assertThat(gate.open()).isFalse();
    gate.failed(NOON);
    assertThat(gate.open()).isTrue();
    assertThat(gate.next(NOON)).isEqualTo(NOON.plusSeconds(30));
    gate.failed(NOON);
    assertThat(gate.next(NOON)).isEqualTo(NOON.plusSeconds(60));
    for (int i = 0; i < 100; i++) gate.failed(NOON);
    assertThat(gate.next(NOON)).isEqualTo(NOON.plusSeconds(120));
  }

  @Test
  void succeeded_closes() {
    gate.failed(NOON);
    gate.failed(NOON);
    gate.succeeded();
    assertThat(gate.open()).isFalse();
    assertThat(gate.next(NOON)).isBeforeOrEqualTo(NOON);
    gate.failed(NOON);
    assertThat(gate.open()).as("counting begins anew").isFalse();
  }
}
