package dev.leeway.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.drift.ReferenceBands;
import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.ColumnKind;
import dev.leeway.profile.Profile;
import dev.leeway.reference.CellSink;
import dev.leeway.reference.ChunkedCounter;
import dev.leeway.reference.LayoutBuilder;
import dev.leeway.reference.Reference;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.State;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Numbers near the ends of what a double holds end no comparison, whatever the mode. */
class ExtremeNumbersTest {

  private static final double HUGE = 1.7e308;

  @ParameterizedTest
  @EnumSource(Mode.class)
  void rowsOfBothSigns_areCompared(Mode mode) {
    for (int rows : new int[] {1, 5, 400, 1_500}) {
      double[] reference = spread(rows, 1, HUGE);
      ColumnVerdict same = exact(mode, reference, spread(rows, 2, HUGE));
      ColumnVerdict moved = exact(mode, reference, new double[] {HUGE, HUGE, -HUGE, 0, 1});
      assertThat(List.of(same, moved))
          .allSatisfy(
              verdict ->
                  assertThat(verdict.measures())
                      .allSatisfy(result -> assertThat(result.value()).isFinite()));
      if (rows == 1_500 && mode != Mode.NANNYML) assertThat(same.state()).isEqualTo(State.OK);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"EVIDENTLY", "SAGEMAKER", "TFDV"})
  void measuresAreThoseOfTheSameNumbersInASmallerUnit(Mode mode) {
    ColumnVerdict huge = exact(mode, spread(600, 1, HUGE), spread(500, 2, HUGE / 2));
    ColumnVerdict plain =
        exact(
            mode,
            spread(600, 1, Math.scalb(HUGE, -900)),
            spread(500, 2, Math.scalb(HUGE / 2, -900)));

    assertThat(huge.state()).isEqualTo(plain.state());
    for (Measure measure : List.of(Measure.KS, Measure.JENSEN_SHANNON_DIVERGENCE)) {
      plain
          .measure(measure)
          .ifPresent(
              wanted ->
                  assertThat(huge.measure(measure).orElseThrow().value())
                      .isCloseTo(wanted.value(), within(1e-9)));
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void profilesOfBothSigns_areCompared_orUnknownForAReason(Mode mode) {
    for (int rows : new int[] {1, 5, 400, 1_500}) {
      Reference reference = ReferenceBands.measured(chunked(spread(rows, 1, HUGE)));
      Profile current = counted(reference, spread(rows, 2, HUGE));
      ColumnVerdict verdict = mode.judge(reference).judge(current).get(0);
      assertThat(verdict.measures()).allSatisfy(result -> assertThat(result.value()).isFinite());
      if (verdict.state() == State.UNKNOWN) assertThat(verdict.why()).isNotEmpty();
    }
  }

  private static double[] spread(int rows, long seed, double largest) {
    SplittableRandom random = new SplittableRandom(seed);
    return random.doubles(rows).map(value -> (2 * value - 1) * largest).toArray();
  }

  private static ColumnVerdict exact(Mode mode, double[] reference, double[] current) {
    return mode.judge("x", ColumnKind.NUMERIC, Sample.numbers(reference))
        .judge(Sample.numbers(current));
  }

  private static ChunkedCounter.Chunked chunked(double[] values) {
    LayoutBuilder first = new LayoutBuilder(List.of("x"), Monitor.withDefaults("m"));
    tell(values, first);
    ChunkedCounter second = new ChunkedCounter(List.of("x"), first.build(), values.length);
    tell(values, second);
    return second.build(new ModelRef("m", "1"), Instant.EPOCH, new TreeMap<>());
  }

  private static Profile counted(Reference reference, double[] values) {
    ChunkedCounter counter = new ChunkedCounter(List.of("x"), reference.layout(), 0);
    tell(values, counter);
    return counter
        .build(new ModelRef("m", "1"), Instant.EPOCH, new TreeMap<>())
        .reference()
        .profile();
  }

  private static void tell(double[] values, CellSink sink) {
    Arrays.stream(values)
        .forEach(
            value -> {
              sink.startRow();
              sink.number(0, value);
            });
  }
}
