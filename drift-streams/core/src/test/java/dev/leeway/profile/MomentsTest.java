package dev.leeway.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class MomentsTest {

  private static final MathContext DIGITS = new MathContext(60);

  @RepeatedTest(20)
  void ofOneCounter_equalsTwoPasses(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    for (double centre : new double[] {0, 3, -250, 1e9}) {
      double[] numbers = numbers(random, random.nextInt(2, 400), centre, 1);
      assertClose(counted(numbers), numbers, 1e-9);
    }
  }

  @RepeatedTest(20)
  void ofMergedParts_equalsTwoPasses(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    double[] numbers = numbers(random, 400, -250, 40);

    Moments merged = Moments.NONE;
    for (int from = 0; from < numbers.length; ) {
      int to = Math.min(numbers.length, from + random.nextInt(1, 50));
      merged = merged.merge(counted(Arrays.copyOfRange(numbers, from, to)));
      from = to;
    }

    assertClose(merged, numbers, 1e-9);
  }

  @RepeatedTest(20)
  void ofMergedParts_farFromZero_losesOnlyWhatTheMeansRoundingCosts(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    double[] numbers = numbers(random, 400, 1e9, 1);

    Moments merged = counted(Arrays.copyOfRange(numbers, 0, 150));
    merged = merged.merge(counted(Arrays.copyOfRange(numbers, 150, 151)));
    merged = counted(Arrays.copyOfRange(numbers, 151, 400)).merge(merged);

    // Doubles near 1e9 lie 1.2e-7 apart, and a mean is one of them.
    assertClose(merged, numbers, 1e-7);
  }

  @Test
  void ofEqualNumbers_hasNoVariance() {
    double[] numbers = new double[1000];
    Arrays.fill(numbers, 0.1);

    Moments moments = counted(numbers).merge(counted(numbers));

    assertThat(moments.mean()).isEqualTo(0.1);
    assertThat(moments.variance()).isZero();
    assertThat(moments.standardDeviation()).isZero();
  }

  @Test
  void ofNothing_isNothing() {
    assertThat(counted(new double[0])).isEqualTo(Moments.NONE);
    assertThat(Moments.NONE.variance()).isZero();
    Moments one = counted(new double[] {5});
    assertThat(Moments.NONE.merge(one)).isEqualTo(one);
    assertThat(one.merge(Moments.NONE)).isEqualTo(one);
  }

  private static Moments counted(double[] numbers) {
    NumericCounter counter = new NumericCounter(new Edges(new double[0]), true);
    PendingRows all = new PendingRows();
    for (int i = 0; i < numbers.length; i++) {
      all.add(i, true);
    }
    long[] cells = Arrays.stream(numbers).mapToLong(Cells::of).toArray();
    counter.count(new NumericCounter.Column(cells, 0, 1), all);
    return counter.build().moments();
  }

  /** Skewed, so that no moment is zero. */
  private static double[] numbers(SplittableRandom random, int count, double centre, double width) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = centre - width * Math.log(1 - random.nextDouble());
    }
    return numbers;
  }

  /** Against two passes in decimal arithmetic; the third moment on the scale of its own terms. */
  private static void assertClose(Moments moments, double[] numbers, double relative) {
    int n = numbers.length;
    BigDecimal sum = BigDecimal.ZERO;
    for (double number : numbers) sum = sum.add(new BigDecimal(number));
    BigDecimal mean = sum.divide(BigDecimal.valueOf(n), DIGITS);
    BigDecimal m2 = BigDecimal.ZERO;
    BigDecimal m3 = BigDecimal.ZERO;
    BigDecimal m4 = BigDecimal.ZERO;
    BigDecimal cubes = BigDecimal.ZERO;
    for (double number : numbers) {
      BigDecimal d = new BigDecimal(number).subtract(mean);
      m2 = m2.add(d.pow(2, DIGITS));
      m3 = m3.add(d.pow(3, DIGITS));
      m4 = m4.add(d.pow(4, DIGITS));
      cubes = cubes.add(d.pow(3, DIGITS).abs());
    }
    assertThat(moments.count()).isEqualTo(n);
    assertThat(moments.mean()).isCloseTo(mean.doubleValue(), within(5e-15 * near(mean)));
    assertThat(moments.m2()).isCloseTo(m2.doubleValue(), within(relative * m2.doubleValue()));
    assertThat(moments.m3()).isCloseTo(m3.doubleValue(), within(relative * cubes.doubleValue()));
    assertThat(moments.m4()).isCloseTo(m4.doubleValue(), within(relative * m4.doubleValue()));
  }

  private static double near(BigDecimal mean) {
    return Math.max(1, Math.abs(mean.doubleValue()));
  }
}
