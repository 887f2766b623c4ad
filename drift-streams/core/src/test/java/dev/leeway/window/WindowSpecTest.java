package dev.leeway.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class WindowSpecTest {

  @RepeatedTest(20)
  void containing_isEveryAlignedWindowThatHoldsThePane(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    long slide = random.nextInt(1, 50);
    long size = slide * random.nextInt(1, 8);
    WindowSpec spec = new WindowSpec(Duration.ofMillis(size), Duration.ofMillis(slide));
    for (int i = 0; i < 50; i++) {
      long pane = random.nextLong(-2_000, 2_000);
      List<Window> expected = new ArrayList<>();
      for (long start = -3_000 * slide; start <= 3_000 * slide; start += slide) {
        if (start <= pane && pane < start + size) {
          expected.add(new Window(Instant.ofEpochMilli(start), Instant.ofEpochMilli(start + size)));
        }
      }

      assertThat(spec.containing(pane)).isEqualTo(expected);
    }
  }

  @Test
  void new_withSizeThatIsNoMultipleOfTheSlide_isRefused() {
    Duration minute = Duration.ofMinutes(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WindowSpec(minute, Duration.ofSeconds(45)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WindowSpec(minute, Duration.ofMinutes(2)));
    assertThatIllegalArgumentException().isThrownBy(() -> new WindowSpec(minute, Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WindowSpec(Duration.ZERO, Duration.ofMinutes(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WindowSpec(minute.negated(), minute.negated()));
  }

  @Test
  void window_thatIsEmpty_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Window(Instant.EPOCH, Instant.EPOCH));
  }
}
