package dev.leeway.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WindowChoiceTest {

  /** A Monday, 00:00. */
  private static final Instant START = Instant.parse("2001-03-05T00:00:00Z");

  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void of_takesTheLastOnes_oldestFirst() {
    WindowChoice choice = new WindowChoice(Duration.ofHours(3), Optional.empty());

    assertThat(choice.of(hours(10).toList())).containsExactly(hour(7), hour(8), hour(9));
    assertThat(choice.of(List.of())).isEmpty();
  }

  @Test
  void of_takesTheSameHourOfTheSameDay() {
    WindowChoice choice =
        new WindowChoice(Duration.ofDays(28), Optional.of(START.plus(Duration.ofMinutes(185))));

    assertThat(choice.of(hours(24 * 21).toList()))
        .containsExactly(hour(3), hour(3 + 24 * 7), hour(3 + 24 * 14));
  }

  @Test
  void of_takesNoRowTwice() {
    List<Window> sliding =
        IntStream.range(0, 20)
            .mapToObj(i -> new Window(start(i), start(i).plus(HOUR.multipliedBy(4))))
            .toList();

    assertThat(new WindowChoice(Duration.ofDays(1), Optional.empty()).of(sliding))
        .containsExactly(
            sliding.get(3), sliding.get(7), sliding.get(11), sliding.get(15), sliding.get(19));
  }

  @Test
  void last_mustBeLongerThanNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WindowChoice(Duration.ZERO, Optional.empty()));
  }

  private static Stream<Window> hours(int count) {
    return IntStream.range(0, count).mapToObj(WindowChoiceTest::hour);
  }

  private static Window hour(int hour) {
    return new Window(start(hour), start(hour + 1));
  }

  private static Instant start(int hour) {
    return START.plus(HOUR.multipliedBy(hour));
  }
}
