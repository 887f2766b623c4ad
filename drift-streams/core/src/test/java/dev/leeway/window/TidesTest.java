package dev.leeway.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TidesTest {

  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final String MODEL = "delay";

  private final Tides tides = new Tides();

  @Test
  void reached_ofUnknownModel_isNothing() {
    tides.rise(tide(0, 2, 100));

    assertThat(reached()).isEqualTo(Instant.MIN);
    assertThat(tides.newest(MODEL)).isEmpty();
  }

  @Test
  void reached_withBusyPartitions_isTheSlowestWatermark() {
    tides.rise(tide(0, 2, 100, model(50, 100)));
    tides.rise(tide(1, 2, 100, model(40, 99)));

    assertThat(reached()).isEqualTo(second(40));
    assertThat(tides.newest(MODEL)).contains(second(50));
  }

  @Test
  void reached_whilePartitionIsUnheardOf_isNothing() {
    tides.rise(tide(0, 3, 100, model(50, 100)));
    tides.rise(tide(1, 3, 100, model(40, 99)));
    assertThat(reached()).isEqualTo(Instant.MIN);

    tides.rise(tide(0, 3, 500));
    tides.rise(tide(1, 3, 500));
    assertThat(reached()).isEqualTo(Instant.MIN);
  }

  @Test
  void reached_skipsAPartitionThatWasReadAnIdleTimeoutPastItsLastRecord() {
    tides.rise(tide(0, 2, 100, model(50, 100)));
    tides.rise(tide(1, 2, 100, model(10, 71)));
    assertThat(reached()).isEqualTo(second(10));

    tides.rise(tide(1, 2, 101));
    assertThat(reached()).isEqualTo(second(50));
  }

  @Test
  void reached_withAllPartitionsIdle_isWhatAllHaveBeenReadUpTo() {
    tides.rise(tide(0, 2, 100, model(50, 100)));
    tides.rise(tide(1, 2, 130, model(40, 100)));
    assertThat(reached()).isEqualTo(second(50));

    // The clock of whoever writes may be ahead, and a window may last: rows are still to come.
    tides.rise(tide(0, 2, 135));
    assertThat(reached()).isEqualTo(second(130));
    tides.rise(tide(1, 2, 4_000));
    assertThat(reached()).isEqualTo(second(135));
  }

  @Test
  void reached_skipsAPartitionThatNeverHadTheModel_thoughAnotherIsBusyAllTheTime() {
    tides.rise(tide(0, 2, 100, model(90, 100)));
    tides.rise(tide(1, 2, 100));
    assertThat(reached()).isEqualTo(Instant.MIN);

    // Records come every second, all in partition 0; partition 1 is read as far.
    for (int now = 101; now < 130; now++) {
      tides.rise(tide(0, 2, now, model(now - 10, now)));
      tides.rise(tide(1, 2, now));
      assertThat(reached()).as("at %s", now).isEqualTo(Instant.MIN);
    }
    for (int now = 130; now < 200; now++) {
      tides.rise(tide(0, 2, now, model(now - 10, now)));
      tides.rise(tide(1, 2, now));
      assertThat(reached()).as("at %s", now).isEqualTo(second(now - 10));
    }
  }

  @Test
  void readUpTo_isTheSlowestPartition_onceAllAreHeardOf() {
    assertThat(tides.readUpTo()).isEqualTo(Instant.MIN);
    tides.rise(tide(0, 2, 100));
    assertThat(tides.readUpTo()).isEqualTo(Instant.MIN);
    tides.rise(tide(1, 2, 70, model(50, 60)));
    assertThat(tides.readUpTo()).isEqualTo(second(70));
    tides.rise(tide(1, Integer.MAX_VALUE, 80));
    assertThat(tides.readUpTo()).isEqualTo(Instant.MIN);
  }

  @Test
  void outcomesReadUpTo_isTheSlowestPartitionOfPredictionsOrLabels_onceAllAreHeardOf() {
    tides.rise(tide(0, 2, 100).withLabelsAt(second(90)));
    tides.rise(tide(1, 2, 80));
    assertThat(tides.outcomesReadUpTo()).isEqualTo(Instant.MIN);

    tides.rise(tide(1, 2, 81).withLabelsAt(second(95)));
    assertThat(tides.outcomesReadUpTo()).isEqualTo(second(81));
    assertThat(tides.copy().outcomesReadUpTo()).isEqualTo(second(81));

    tides.rise(tide(1, 2, 120).withLabelsAt(second(70)));
    assertThat(tides.outcomesReadUpTo()).isEqualTo(second(90));
    Tide snapshot = tides.snapshot(1);
    assertThat(snapshot).isEqualTo(tide(1, 2, 120).withLabelsAt(second(95)));
  }

  @Test
  void reached_doesNotTakeABacklogForSilence() {
    tides.rise(tide(0, 2, 100, model(50, 100)));
    tides.rise(tide(1, 2, 100, model(50, 60)));
    assertThat(reached()).isEqualTo(second(50));

    // Partition 0 is read on, partition 1 stands still: what it still holds nobody knows.
    tides.rise(tide(0, 2, 130, model(80, 130)));
    assertThat(reached()).isEqualTo(second(80));
    tides.rise(tide(0, 2, 131, model(81, 131)));
    assertThat(reached()).isEqualTo(second(50));
    tides.rise(tide(0, 2, 1_000, model(950, 1_000)));
    assertThat(reached()).isEqualTo(second(50));

    tides.rise(tide(1, 2, 970, model(900, 940)));
    assertThat(reached()).isEqualTo(second(950));
  }

  @Test
  void reached_ofAPartitionThatNeverHadTheModelAndLiesBehind_isNothing() {
    tides.rise(tide(0, 2, 100, model(50, 100)));
    tides.rise(tide(1, 2, 130));
    assertThat(reached()).isEqualTo(second(50));

    tides.rise(tide(0, 2, 161, model(50, 161)));
    assertThat(reached()).isEqualTo(Instant.MIN);
  }

  @Test
  void rise_neverGoesBack() {
    tides.rise(tide(0, 1, 100, model(50, 100)));
    tides.rise(tide(0, 1, 90, model(40, 80)));

    assertThat(tides.newest(MODEL)).contains(second(50));
    assertThat(tides.snapshot(0)).isEqualTo(tide(0, 1, 100, model(50, 100)));
  }

  @Test
  void models_doNotHoldEachOther() {
    tides.rise(tide(0, 1, 100, model(50, 100), new Tide.ModelTide("b", second(9), second(100))));

    assertThat(tides.reached("b", IDLE)).isEqualTo(second(9));
    assertThat(reached()).isEqualTo(second(50));
    assertThat(tides.models()).containsExactlyInAnyOrder("b", MODEL);
  }

  @RepeatedTest(20)
  void tidesInAnyOrder_andFromSnapshots_giveTheSame(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    List<Tide> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      int at = random.nextInt(300);
      boolean moved = random.nextBoolean();
      all.add(
          moved
              ? tide(random.nextInt(3), 3, at, model(random.nextInt(300), at - random.nextInt(9)))
              : tide(random.nextInt(3), 3, at));
    }
    all.forEach(tides::rise);
    Tides backwards = new Tides();
    for (int i = all.size() - 1; i >= 0; i--) {
      backwards.rise(all.get(i));
    }
    Tides restored = new Tides();
    for (int partition = 0; partition < 3; partition++) {
      Tide snapshot = tides.snapshot(partition);
      if (snapshot != null) restored.rise(snapshot);
    }

    assertThat(backwards.reached(MODEL, IDLE)).isEqualTo(reached());
    assertThat(restored.newest(MODEL)).isEqualTo(tides.newest(MODEL));
    // A restored book may wait longer for a partition without records, never shorter.
    assertThat(restored.reached(MODEL, IDLE)).isIn(reached(), Instant.MIN);
  }

  @Test
  void snapshot_ofUnheardPartition_isNone() {
    assertThat(tides.snapshot(0)).isNull();
  }

  @Test
  void tide_ofPartitionBeyondTheLast_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> tide(2, 2, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> tide(-1, 2, 0));
  }

  private Instant reached() {
    return tides.reached(MODEL, IDLE);
  }

  private static Tide tide(int partition, int partitions, int at, Tide.ModelTide... models) {
    return new Tide(partition, partitions, second(at), Arrays.asList(models));
  }

  private static Tide.ModelTide model(int watermark, int lastSeen) {
    return new Tide.ModelTide(MODEL, second(watermark), second(lastSeen));
  }

  private static Instant second(int second) {
    return Instant.ofEpochSecond(second);
  }
}
