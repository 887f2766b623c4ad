package dev.leeway.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.fixture.SampleRows;
import dev.leeway.profile.Profile;
import dev.leeway.profile.ProfileCodec;
import dev.leeway.window.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RollingReferenceTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final SplittableRandom random = new SplittableRandom(1);

  @RepeatedTest(20)
  void profile_isWhatTheHeldWindowsGiveFromScratch(RepetitionInfo repetition) {
    SplittableRandom seeded = new SplittableRandom(repetition.getCurrentRepetition());
    RollingReference rolling = new RollingReference(Duration.ofHours(5));
    Map<Window, Profile> newest = new TreeMap<>();
    for (int hour = 0; hour < 24; hour++) {
      for (int revision = 1; revision <= seeded.nextInt(1, 4); revision++) {
        Profile profile = SampleRows.profile(SampleRows.random(seeded, seeded.nextInt(30)));
        assertThat(rolling.put(window(hour), revision, profile)).isTrue();
        newest.put(window(hour), profile);
      }
      Window earliest = window(Math.max(0, hour - 4));
      newest.keySet().removeIf(window -> window.compareTo(earliest) < 0);

      assertThat(rolling.windows()).containsExactlyElementsOf(newest.keySet());
      assertThat(bytes(rolling))
          .isEqualTo(
              ProfileCodec.decisionBytes(
                  newest.values().stream().reduce(Profile::merge).orElseThrow()));
    }
  }

  @RepeatedTest(10)
  void profile_doesNotDependOnTheOrder(RepetitionInfo repetition) {
    List<Profile> profiles = new ArrayList<>();
    List<Integer> hours = new ArrayList<>();
    for (int hour = 0; hour < 10; hour++) {
      profiles.add(some());
      hours.add(hour);
    }
    RollingReference straight = new RollingReference(Duration.ofHours(4));
    hours.forEach(hour -> straight.put(window(hour), 1, profiles.get(hour)));
    Collections.shuffle(hours, new Random(repetition.getCurrentRepetition()));
    RollingReference shuffled = new RollingReference(Duration.ofHours(4));
    hours.forEach(hour -> shuffled.put(window(hour), 1, profiles.get(hour)));

    assertThat(shuffled.windows()).isEqualTo(straight.windows());
    assertThat(bytes(shuffled)).isEqualTo(bytes(straight));
  }

  @Test
  void put_leavesALaterRevisionAsItIs() {
    RollingReference rolling = new RollingReference(Duration.ofHours(4));
    Profile second = some();
    rolling.put(window(0), 2, second);

    assertThat(rolling.put(window(0), 1, some())).isFalse();
    assertThat(rolling.put(window(0), 2, some())).isFalse();
    assertThat(bytes(rolling)).isEqualTo(ProfileCodec.decisionBytes(second));
  }

  @Test
  void put_leavesOutWhatIsTooOld() {
    RollingReference rolling = new RollingReference(Duration.ofHours(4));
    rolling.put(window(10), 1, some());

    assertThat(rolling.put(window(6), 1, some())).isFalse();
    assertThat(rolling.put(window(7), 1, some())).isTrue();
    assertThat(rolling.windows()).containsExactly(window(7), window(10));
  }

  @Test
  void put_refusesRowsThatWouldCountTwice() {
    RollingReference rolling = new RollingReference(Duration.ofHours(4));
    rolling.put(window(2), 1, some());
    Window early = new Window(window(1).start(), window(2).start().plusSeconds(1));
    Window late = new Window(window(2).start().plusSeconds(1), window(4).end());

    assertThatIllegalArgumentException().isThrownBy(() -> rolling.put(early, 1, some()));
    assertThatIllegalArgumentException().isThrownBy(() -> rolling.put(late, 1, some()));
    assertThat(rolling.windows()).containsExactly(window(2));
  }

  @Test
  void profile_isEmptyAtFirst() {
    assertThat(new RollingReference(HOUR).profile()).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new RollingReference(Duration.ZERO));
  }

  private Profile some() {
    return SampleRows.profile(SampleRows.random(random, 20));
  }

  private static Window window(int hour) {
    return Window.starting(hour * HOUR.toMillis(), HOUR);
  }

  private static byte[] bytes(RollingReference rolling) {
    return ProfileCodec.decisionBytes(rolling.profile().orElseThrow());
  }
}
