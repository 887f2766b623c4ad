package dev.leeway.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClosingsTest {

  @Test
  void of_isWhenTheLastPartitionPassedEndAndGrace() {
    Closings closings = new Closings(2, 1_000, 500);
    closings.take(0, "m", 100, 110);
    closings.take(1, "m", 200, 210);
    closings.take(0, "m", 1_499, 1_510);
    closings.take(0, "m", 1_500, 1_520);
    assertThat(closings.of("m")).isEmpty();

    closings.take(1, "m", 1_700, 1_900);

    assertThat(closings.of("m")).isEqualTo(Map.of(1_000L, 1_900L));
    assertThat(closings.of("other")).isEmpty();
  }

  @Test
  void of_oneRecordMayCloseSeveral() {
    Closings closings = new Closings(1, 1_000, 0);
    closings.take(0, "m", 0, 1);
    closings.take(0, "m", 3_000, 3_001);

    assertThat(closings.of("m")).isEqualTo(Map.of(1_000L, 3_001L, 2_000L, 3_001L, 3_000L, 3_001L));
  }

  @Test
  void delays_takeTheSmallestThatTheShareDoesNotExceed() {
    Delays delays = Delays.of(List.of(300L, 100L, 200L, 2_000L));

    assertThat(delays.p50()).isEqualTo(0.2);
    assertThat(delays.p99()).isEqualTo(2.0);
    assertThat(delays.windows()).isEqualTo(4);
  }
}
