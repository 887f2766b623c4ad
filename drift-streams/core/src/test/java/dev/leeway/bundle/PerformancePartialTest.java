package dev.leeway.bundle;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.event.ModelRef;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.RankingLayout;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PerformancePartialTest {

  private static final PerformanceProfile NOTHING =
      PerformanceProfile.empty(new RankingLayout("query", "score", 10));

  @Test
  void partial_ofNoPaneOrLayout_isRefused() {
    Duration minute = Duration.ofMinutes(1);
    assertThatIllegalArgumentException().isThrownBy(() -> partial(Instant.MAX, minute, "a"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> partial(Instant.EPOCH, Duration.ZERO, "a"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> partial(Instant.EPOCH, Duration.ofDays(367), "a"));
    assertThatIllegalArgumentException().isThrownBy(() -> partial(Instant.EPOCH, minute, ""));
  }

  private static PerformancePartial partial(Instant start, Duration pane, String layout) {
    return new PerformancePartial(new ModelRef("delay", "1"), "", start, pane, layout, 0, NOTHING);
  }
}
