package dev.leeway.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnseenCategoriesTest {

  /** The bound may fail in one of exp(3), about 20, references; it is meant to be rarer. */
  private static final double PENALTY = 3;

  static Stream<Arguments> distributions() {
    List<Arguments> all = new ArrayList<>();
    for (double each : new double[] {0.3, 1, 2, 3, 5, 7, 10}) {
      double[] even = new double[(int) (400 / each)];
      Arrays.fill(even, 1.0 / even.length);
      all.add(Arguments.of("even, " + each + " rows each", even));
    }
    all.add(Arguments.of("Zipf of 200", zipf(200)));
    all.add(Arguments.of("Zipf of 5000", zipf(5_000)));
    for (double each : new double[] {1, 3, 6}) {
      double[] mixed = new double[25];
      Arrays.fill(mixed, 0, 20, each / 400);
      Arrays.fill(mixed, 20, 25, (1 - 20 * each / 400) / 5);
      all.add(Arguments.of("five large, twenty of " + each + " rows", mixed));
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("distributions")
  void allowed_holdsWhatIsUnseen_asOftenAsItPromises(String name, double[] shares) {
    SplittableRandom random = new SplittableRandom(name.hashCode());
    int trials = 400;
    int missed = 0;
    for (int trial = 0; trial < trials; trial++) {
      int[] counts = draw(shares, 400, random);
      double unseen = 0;
      for (int i = 0; i < shares.length; i++) {
        if (counts[i] == 0) unseen += shares[i];
      }
      int[] seen = Arrays.stream(counts).filter(n -> n > 0).toArray();
      Distribution reference = Column.unordered(Arrays.copyOf(seen, seen.length + 1));
      if (unseen > UnseenCategories.allowed(reference, PENALTY).high()) missed++;
    }

    assertThat(missed).isLessThanOrEqualTo((int) (trials * Math.exp(-PENALTY)));
  }

  @Test
  void allowed_whereEveryCategoryIsFrequent_isAsSharpAsForAnEmptyBin() {
    Distribution frequent = Column.unordered(300, 400, 300, 0);

    assertThat(UnseenCategories.allowed(frequent, 10))
        .isEqualTo(ShareInterval.chernoff(0, 1_000, 10));
  }

  @Test
  void allowed_whereTheReferenceNamesOnlySome_hasNoUpperEnd() {
    ShareInterval allowed = UnseenCategories.allowed(Column.unordered(300, 400, 300), 10);

    assertThat(allowed.high()).isOne();
    assertThat(allowed.low()).isEqualTo(ShareInterval.chernoff(300, 1_000, 10).low());
  }

  @Test
  void allowed_ofIdsThatNeverComeTwice_isEverything() {
    int[] once = new int[501];
    Arrays.fill(once, 0, 500, 1);

    assertThat(UnseenCategories.allowed(Column.unordered(once), 10))
        .isEqualTo(new ShareInterval(0, 1));
  }

  private static int[] draw(double[] shares, int rows, SplittableRandom random) {
    double[] upTo = shares.clone();
    Arrays.parallelPrefix(upTo, Double::sum);
    int[] counts = new int[shares.length];
    for (int row = 0; row < rows; row++) {
      int found = Arrays.binarySearch(upTo, random.nextDouble());
      counts[Math.min(shares.length - 1, found < 0 ? -found - 1 : found)]++;
    }
    return counts;
  }

  private static double[] zipf(int categories) {
    double[] shares = new double[categories];
    double sum = 0;
    for (int i = 0; i < categories; i++) {
      shares[i] = 1.0 / (i + 1);
      sum += shares[i];
    }
    for (int i = 0; i < categories; i++) {
      shares[i] /= sum;
    }
    return shares;
  }
}
