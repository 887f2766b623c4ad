package dev.leeway.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.leeway.profile.Profile;
import dev.leeway.sketch.CorruptStateException;
import dev.leeway.verdict.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccumulationTest {

  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final double NEEDED = -Math.log10(0.025);
  private static final Duration SPAN = Duration.ofHours(1);

  private final SplittableRandom random = new SplittableRandom(11);
  private final Column column = Column.of(Column.cells(20_000, random::nextGaussian));
  private final DriftJudge judge = new DriftJudge(column.reference, Column.MONITOR);

  @Test
  void smallDrift_isFoundOverWindows_thatAreTooSmallAlone() {
    Accumulation sum = judge.begin(START);
    int alone = 0;
    int windows = 0;
    while (!sum.column(0).drifted() && windows < 40) {
      Profile window = rows(100, 0.25);
      if (judge.judge(window).get(0).state() != State.OK) alone++;
      sum = next(sum, window);
      windows++;
    }

    assertThat(alone).isZero();
    assertThat(windows).isLessThan(15);
    assertThat(sum.column(0).rows()).isEqualTo(windows * 100L);
  }

  @Test
  void since_isWhereTheDriftBegan_afterALongGoodTime() {
    Accumulation sum = through(judge.begin(START), 100, 200, 0);
    Instant onset = sum.at();
    sum = through(sum, 12, 200, 0.6);

    assertThat(sum.column(0).drifted()).isTrue();
    assertThat(sum.column(0).since())
        .isBetween(onset.minus(SPAN.multipliedBy(3)), onset.plus(SPAN.multipliedBy(3)));
    assertThat(sum.column(0).effect()).isBetween(0.15, 0.32);
  }

  @Test
  void drift_endsSoonAfterItsRowsDo_andCanComeAgain() {
    Accumulation sum = through(through(judge.begin(START), 10, 500, 0), 50, 500, 0.5);
    assertThat(sum.column(0).drifted()).isTrue();

    Accumulation over = through(sum, 3, 500, 0);
    assertThat(over.column(0).drifted()).isFalse();
    assertThat(through(over, 200, 500, 0).column(0).drifted()).isFalse();
    assertThat(through(over, 5, 500, 0.5).column(0).drifted()).isTrue();
  }

  @Test
  void lastingDrift_isToldInEveryWindow() {
    Accumulation sum = through(judge.begin(START), 20, 300, 0.3);
    for (int window = 0; window < 300; window++) {
      sum = next(sum, rows(300, 0.3));
      assertThat(sum.column(0).drifted()).as("window %d", window).isTrue();
    }
  }

  /** Of starts far back few are kept; the one that a drift began with must be among them. */
  @ParameterizedTest
  @ValueSource(ints = {49, 50, 61})
  void lastingDrift_afterAGoodTime_isToldInEveryWindow(int good) {
    Accumulation sum = through(through(judge.begin(START), good, 200, 0), 4, 200, 0.6);
    for (int window = 0; window < 60; window++) {
      sum = next(sum, rows(200, 0.6));
      assertThat(sum.column(0).drifted()).as("window %d", window).isTrue();
    }
  }

  @Test
  void driftThatDoesNotMatter_isNone_howeverSoundItsEvidence_andDoesNotHideOneThatDoes() {
    Accumulation sum = through(judge.begin(START), 60, 2_000, 0.08);
    assertThat(sum.column(0).evidence()).isGreaterThan(NEEDED);
    assertThat(sum.column(0).drifted()).isFalse();

    assertThat(through(sum, 3, 2_000, 0.6).column(0).drifted()).isTrue();
  }

  /** 60 streams of 300 windows, looked at after each: at most 1 in 20 may ever alarm. */
  @Test
  void noDrift_everAlarmsInAtMostAlphaOfAllStreams() {
    int alarms = 0;
    for (int stream = 0; stream < 60; stream++) {
      Column own = Column.of(Column.cells(2_000, random::nextGaussian));
      DriftJudge strict = new DriftJudge(own.reference, Column.zeroTolerance());
      Accumulation sum = strict.begin(START);
      boolean alarm = false;
      for (int window = 0; window < 300; window++) {
        Profile rows = own.window(Column.cells(40, random::nextGaussian));
        sum = strict.advance(sum, rows, sum.at().plus(SPAN));
        alarm |= sum.column(0).drifted();
      }
      if (alarm) alarms++;
    }
    assertThat(alarms).isLessThanOrEqualTo(3);
  }

  @Test
  void rowsPerBlock_makesDependentRowsCountForLess() {
    DriftJudge blocks = new DriftJudge(column.reference, Column.inBlocksOf(10));
    Accumulation single = judge.begin(START);
    Accumulation block = blocks.begin(START);
    for (int window = 0; window < 10; window++) {
      Profile rows = rows(200, 0.5);
      single = next(single, rows);
      block = blocks.advance(block, rows, block.at().plus(SPAN));
    }

    assertThat(single.column(0).evidence()).isGreaterThan(5 * block.column(0).evidence());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 40})
  void decode_goesOnAsIfNothingHadHappened(int spans) {
    TreeMap<Long, byte[]> kept = new TreeMap<>();
    Accumulation sum = judge.begin(START);
    kept.put(0L, AccumulationCodec.encode(sum));
    for (int span = 0; span < spans; span++) {
      sum = next(sum, rows(60, span < 20 ? 0 : 0.4));
      kept.put(sum.spans(), AccumulationCodec.encode(sum));
      kept.keySet().retainAll(AccumulationCodec.starts(sum));
    }
    List<byte[]> shuffled = new ArrayList<>(kept.values());
    Collections.reverse(shuffled);
    Accumulation restored = AccumulationCodec.decode(shuffled);

    for (int span = 0; span < 30; span++) {
      Profile rows = rows(60, span < 15 ? 0.4 : 0);
      sum = next(sum, rows);
      restored = next(restored, rows);
      assertThat(restored.columns()).isEqualTo(sum.columns());
      assertThat(AccumulationCodec.starts(restored)).isEqualTo(AccumulationCodec.starts(sum));
    }
  }

  @Test
  void starts_growWithTheLogarithmOfTheSpans() {
    Accumulation sum = judge.begin(START);
    Profile one = rows(1, 0);
    for (int span = 0; span < 3_000; span++) {
      sum = next(sum, one);
    }

    assertThat(AccumulationCodec.starts(sum)).hasSizeBetween(20, 30).contains(0L, 2_999L, 3_000L);
  }

  @Test
  void decode_ofDamagedBytes_isRefused() {
    byte[] sealed = AccumulationCodec.encode(through(judge.begin(START), 3, 50, 0));
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] damaged = sealed.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatExceptionOfType(CorruptStateException.class)
          .as("bit %d", bit)
          .isThrownBy(() -> AccumulationCodec.decode(List.of(damaged)));
    }
    assertThatExceptionOfType(CorruptStateException.class)
        .isThrownBy(() -> AccumulationCodec.decode(List.of()));
  }

  private Accumulation through(Accumulation from, int spans, int rows, double shift) {
    Accumulation sum = from;
    for (int span = 0; span < spans; span++) {
      sum = next(sum, rows(rows, shift));
    }
    return sum;
  }

  private Accumulation next(Accumulation sum, Profile rows) {
    return judge.advance(sum, rows, sum.at().plus(SPAN));
  }

  private Profile rows(int count, double shift) {
    Supplier<Object> row = () -> random.nextGaussian() + shift;
    return column.window(Column.cells(count, row));
  }
}
