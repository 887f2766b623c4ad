package dev.leeway.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceTest {

  private static final double ALPHA = 0.025;

  /** The defining property of an e-value, by summing over all outcomes. */
  @ParameterizedTest
  @CsvSource({"0.5, 10", "0.5, 200", "0.01, 100", "0.001, 50", "0.93, 300", "0, 40", "1, 40"})
  void coin_isOneOnAverageAtMost_forEveryShareThatIsAllowed(double p, int n) {
    for (double width : new double[] {0, 0.01, 0.2}) {
      ShareInterval allowed = new ShareInterval(Math.max(0, p - width), Math.min(1, p + width / 2));
      double mean = 0;
      for (int k = 0; k <= n; k++) {
        double chance = logProbability(k, n, p);
        if (chance == Double.NEGATIVE_INFINITY) continue;
        mean += Math.exp(chance + Coin.of(0.3, allowed, 20).log(k, n));
      }

      assertThat(mean).isLessThanOrEqualTo(1 + 1e-9);
      if (width == 0 && p > 0 && p < 1) assertThat(mean).isGreaterThan(1 - 1e-9);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.5, 100", "0.02, 400", "0.3, 30"})
  void coin_exceedsOneOverA_withProbabilityAtMostA(double p, int n) {
    for (double a : new double[] {0.2, 0.05, 0.001}) {
      double over = 0;
      for (int k = 0; k <= n; k++) {
        double log = Coin.of(p, new ShareInterval(p, p), 20).log(k, n);
        if (log >= -Math.log(a)) over += Math.exp(logProbability(k, n, p));
      }
      assertThat(over).isLessThanOrEqualTo(a);
    }
  }

  /** The formula in the class's words, computed with mpmath 1.3 in 30 digits. */
  @Test
  void evidence_equalsTheFormula() {
    Distribution three = Column.unordered(300, 400, 300, 0);
    Distribution four = Column.ordered(0, 250, 250, 250, 250, 0);

    assertThat(of(Evidence.unordered(three, ALPHA), Column.unordered(20, 10, 70, 0)))
        .isCloseTo(6.0044936254082594927, within(1e-10));
    assertThat(of(Evidence.ordered(four, ALPHA), Column.ordered(5, 10, 20, 30, 30, 5)))
        .isCloseTo(-0.1443011693812599416, within(1e-10));
    assertThat(of(Evidence.ordered(four, ALPHA), Column.ordered(50, 10, 20, 30, 130, 5)))
        .isCloseTo(30.951860093273536233, within(1e-10));
  }

  @Test
  void evidence_neverReachesWhatItMayNot_andOftenMayNotReachMuchMore() {
    SplittableRandom random = new SplittableRandom(4);
    Evidence ordered = Evidence.ordered(Column.ordered(5, 250, 240, 260, 250, 0), ALPHA);
    Evidence unordered = Evidence.unordered(Column.unordered(300, 690, 10, 0), ALPHA);
    int refused = 0;
    for (int i = 0; i < 2_000; i++) {
      int most = 1 << random.nextInt(12);
      for (Evidence evidence : List.of(ordered, unordered)) {
        long[] cells = new long[evidence.reference().length];
        for (int cell = 0; cell < cells.length; cell++) {
          cells[cell] = random.nextInt(most);
        }
        double blocks = 1 + random.nextInt(3);
        double found = evidence.of(cells, blocks);
        if (found > 0) assertThat(evidence.mayReach(cells, blocks, found)).isTrue();
        if (!evidence.mayReach(cells, blocks, Math.max(0, found) + 5)) refused++;
      }
    }
    assertThat(refused).isGreaterThan(1_500);
    assertThat(ordered.mayReach(new long[ordered.reference().length], 1, 0.1)).isFalse();
  }

  @Test
  void coin_isFinite_howeverManyThrowsAndWhateverTheInterval() {
    ShareInterval[] intervals = {
      new ShareInterval(0, 1),
      ShareInterval.chernoff(0, 1_000_000, 20),
      ShareInterval.chernoff(1_000_000, 1_000_000, 20),
      ShareInterval.chernoff(5, 1_000_000_000_000L, 20)
    };
    for (long n : new long[] {0, 1, 2, 1_000, 1_000_000_000L, 1_000_000_000_000_000L}) {
      for (long k : new long[] {0, Math.min(1, n), n / 2, n}) {
        for (ShareInterval interval : intervals) {
          assertThat(Coin.of(0.1, interval, 20).log(k, n)).as("%s of %s", k, n).isFinite();
        }
      }
    }
    assertThat(Coin.of(0.1, intervals[1], 20).log(0, 0)).isZero();
  }

  @Test
  void of_underNoDrift_rarelyExceedsOneOverA() {
    SplittableRandom random = new SplittableRandom(3);
    int over = 0;
    for (int trial = 0; trial < 150; trial++) {
      Column column = Column.of(Column.cells(200, random::nextGaussian));
      double log =
          of(
              Evidence.ordered(column.expected(), ALPHA),
              column.current(Column.cells(200, random::nextGaussian)));
      if (log >= 1) over++;
    }
    // P(e >= 10) is at most 0.1 + alpha: 19 of 150; the bounds are far from tight.
    assertThat(over).isLessThanOrEqualTo(19);
  }

  @Test
  void evidence_growsWithRows_andWithDistance() {
    SplittableRandom random = new SplittableRandom(4);
    Column column = Column.of(Column.cells(5_000, random::nextGaussian));
    Evidence evidence = Evidence.ordered(column.expected(), ALPHA);
    double last = 0;
    for (int n : new int[] {500, 2_000, 8_000}) {
      double now = of(evidence, column.current(Column.cells(n, () -> random.nextGaussian() + 0.7)));
      assertThat(now).isGreaterThan(last + 3);
      last = now;
    }
    double near =
        of(evidence, column.current(Column.cells(8_000, () -> random.nextGaussian() + 0.3)));
    assertThat(near).isLessThan(last);
  }

  @Test
  void evidence_ofNoRows_isNone() {
    Column numbers = Column.of(List.of(1.0, 2.0));
    Column words = Column.of(List.of("a", "b"));

    assertThat(of(Evidence.ordered(numbers.expected(), ALPHA), numbers.current(List.of())))
        .isZero();
    assertThat(of(Evidence.unordered(words.expected(), ALPHA), words.current(List.of()))).isZero();
  }

  @Test
  void evidence_fromAReferenceOfFewOrNoRows_isFinite_andProvesNothing() {
    Distribution none = Column.ordered(0, 0, 0, 0);
    Distribution one = Column.ordered(0, 1, 0, 0);
    Distribution many = Column.ordered(50, 0, 100, 30);
    for (double alpha : new double[] {0.49, 0.025, 1e-6}) {
      assertThat(of(Evidence.ordered(none, alpha), many)).isFinite().isLessThan(1);
      assertThat(of(Evidence.ordered(one, alpha), many)).isFinite().isLessThan(1);
    }
    assertThat(of(Evidence.unordered(Column.unordered(0, 0, 0), ALPHA), Column.unordered(9, 9, 9)))
        .isFinite()
        .isLessThan(1);
  }

  @Test
  void evidence_ofWhatTheReferenceNeverHad_isFiniteAndStrong() {
    Column numbers = Column.of(Collections.nCopies(1_000, 5.0));
    Evidence evidence = Evidence.ordered(numbers.expected(), ALPHA);
    for (Object never : new Object[] {4.0, 6.0, Double.NaN, "text"}) {
      assertThat(of(evidence, numbers.current(Collections.nCopies(50, never))))
          .as("%s", never)
          .isFinite()
          .isGreaterThan(20);
    }
    assertThat(of(evidence, numbers.current(Collections.nCopies(50, null))))
        .isFinite()
        .isGreaterThan(20);
    assertThat(of(evidence, numbers.current(Collections.nCopies(50, 5.0)))).isNegative();
  }

  private static double of(Evidence evidence, Distribution current) {
    return evidence.of(evidence.cells(current));
  }

  private static double logProbability(int k, int n, double p) {
    double ways = LogGamma.of(n + 1) - LogGamma.of(k + 1) - LogGamma.of(n - k + 1);
    double heads = k == 0 ? 0 : k * Math.log(p);
    return ways + heads + (k == n ? 0 : (n - k) * Math.log(1 - p));
  }
}
