package dev.leeway.bench.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficTest {

  private static final int ROWS = 400_000;

  private final SplittableRandom random = new SplittableRandom(11);

  /** Drawing cells must be as good as drawing values and finding their cells. */
  @ParameterizedTest
  @ValueSource(strings = {"normal", "log-normal", "zipf-10", "zipf-200"})
  void counts_areAsThoseOfValues(String scenario) {
    Law law = law(scenario);
    Grid grid =
        law.categories() == 0
            ? new Grid(new double[] {-1, 0, 0.5, 1, 2})
            : Grid.ofCategories(law.categories());
    Window window = new IndependentTraffic(law, random).next(ROWS);

    long[] drawn = window.counts(0, grid);
    long[] found = grid.count(window.values(0));

    assertThat(Arrays.stream(drawn).sum()).isEqualTo(ROWS);
    for (int cell = 0; cell < drawn.length; cell++) {
      double deviation = Math.sqrt(2.0 * Math.max(1, found[cell]));
      assertThat((double) drawn[cell]).isCloseTo(found[cell], within(5 * deviation));
    }
  }

  @Test
  void shares_ofAGrid_areTheLaws() {
    double[] shares = new Grid(new double[] {-1.959963984540054, 0}).shares(law("normal"));

    assertThat(shares).containsExactly(new double[] {0.025, 0.475, 0.5}, within(1e-12));
  }

  @Test
  void newCategory_hasItsShare() {
    Law law = new Law.Zipf(10, 0.01);

    double[] shares = Grid.ofCategories(10).shares(law);

    assertThat(shares[10]).isCloseTo(0.01, within(1e-12));
    assertThat(shares[0] / shares[9]).isCloseTo(10, within(1e-9));
    assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-12));
  }

  @Test
  void autocorrelated_hasItsCorrelation_alsoAcrossWindows() {
    Traffic traffic = new AutocorrelatedTraffic(0.9, 2, random);
    double[] first = traffic.next(ROWS).values(1);
    double[] second = traffic.next(ROWS).values(1);

    double squares = 0;
    double products = 0;
    for (int i = 1; i < ROWS; i++) {
      squares += first[i] * first[i];
      products += first[i] * first[i - 1];
    }

    assertThat(squares / ROWS).isCloseTo(1, within(0.03));
    assertThat(products / ROWS).isCloseTo(0.9, within(0.03));
    // The innovation has a standard deviation of 0.44.
    assertThat(second[0]).isCloseTo(0.9 * first[ROWS - 1], within(2.5));
  }

  private static Law law(String scenario) {
    return Scenario.ALL.stream()
        .filter(one -> one.name().equals(scenario))
        .findFirst()
        .orElseThrow()
        .law();
  }
}
