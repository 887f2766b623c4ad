package dev.leeway.bench.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The numbers are NumPy 2's and SciPy 1's, from the lines beside them. */
class OtherRulesTest {

  @Test
  void wasserstein_isScipys() {
    // r = np.sin(np.arange(20000.)); wasserstein_distance(r, c)
    WassersteinDistance distance = new WassersteinDistance(sine(20_000, 0, 1, 0));

    // c = 0.1 + np.sin(np.arange(300.) + .5)
    assertThat(distance.to(sine(300, 0.5, 1, 0.1))).isCloseTo(0.10355920027128701, within(1e-4));
    // c = 1.2 * np.sin(np.arange(5000.)) + .03
    assertThat(distance.to(sine(5_000, 0, 1.2, 0.03))).isCloseTo(0.1287489598062461, within(1e-4));
    // c = np.sin(np.arange(300.) + .25)
    assertThat(distance.to(sine(300, 0.25, 1, 0))).isCloseTo(0.005677782721603989, within(2e-4));
  }

  @Test
  void jensenShannon_isScipys() {
    // jensenshannon([.5, .3, .2], [.4, .4, .2])
    assertThat(JensenShannon.distance(new double[] {0.5, 0.3, 0.2}, new double[] {0.4, 0.4, 0.2}))
        .isCloseTo(0.07979472622921702, within(1e-15));
  }

  @Test
  void psi_isTheSumOverTheDeciles() {
    double[] p = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1};
    double[] q = {0.05, 0.05, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.2};

    // ((q - p) * np.log(q / p)).sum()
    assertThat(PsiRule.psi(p, q)).isCloseTo(0.13862943611198905, within(1e-15));
  }

  @Test
  void doane_hasNumpysEdges() {
    // np.histogram_bin_edges(np.arange(2000.) ** 2, bins='doane'): 16 bins, first inner edge
    // 249750.0625, last edge 3996001.0
    double[] squares = IntStream.range(0, 2_000).mapToDouble(i -> (double) i * i).toArray();

    Grid grid = NannymlRule.doane(squares);

    assertThat(grid.cells()).isEqualTo(16 + 2);
    assertThat(grid.cell(0)).isEqualTo(1);
    assertThat(grid.cell(249_750.0625)).isEqualTo(1);
    assertThat(grid.cell(249_750.0626)).isEqualTo(2);
    assertThat(grid.cell(3_996_001)).isEqualTo(16);
    assertThat(grid.cell(3_996_002)).isEqualTo(17);
  }

  /** Measured with the tools themselves on normal rows and a reference of 10,000. */
  @Test
  void rules_cryWithoutDriftAsOftenAsTheToolsDo() {
    assertThat(perWindow(EvidentlyRule.ANY_COLUMN, 50)).isCloseTo(0.96, within(0.05));
    assertThat(perWindow(EvidentlyRule.ANY_COLUMN, 200)).isCloseTo(0.33, within(0.1));
    assertThat(perWindow(EvidentlyRule.ANY_COLUMN, 1_000)).isCloseTo(0, within(0.01));
    assertThat(perWindow(new PsiRule(0.1), 50)).isGreaterThan(0.8);
    assertThat(perWindow(new PsiRule(0.1), 1_000)).isZero();
  }

  @Test
  void nannyml_criesWithoutDriftMoreOftenThanThreeDeviationsSuggest() {
    // 4.5 to 7 % per window with ten chunks.
    assertThat(perWindow(new NannymlRule(), 1_000)).isBetween(0.002, 0.1);
  }

  @Test
  void rules_findAStrongDriftOfNumbersAndOfCategories() {
    Law before = Law.Normal.STANDARD;
    Law categories = new Law.Zipf(10, 0);
    for (Rule rule : Rules.ALL) {
      assertThat(alarms(rule, before, new Law.Normal(2, 1))).as(rule.name()).isTrue();
      assertThat(alarms(rule, before, before)).as(rule.name()).isFalse();
      assertThat(alarms(rule, categories, new Law.Zipf(10, 0.4))).as(rule.name()).isTrue();
      assertThat(alarms(rule, categories, categories)).as(rule.name()).isFalse();
    }
  }

  @Test
  void evidently_ofADataSet_needsHalfOfItsColumns() {
    SplittableRandom random = new SplittableRandom(3);
    List<double[]> reference = new ArrayList<>();
    for (int column = 0; column < 4; column++) {
      reference.add(IndependentTraffic.sample(Law.Normal.STANDARD, 2_000, random));
    }
    Rule.Watch watch = EvidentlyRule.DATA_SET.watch(new Past(0, reference, 2_000));

    assertThat(watch.alarms(new Shifted(random, 1))).isFalse();
    assertThat(watch.alarms(new Shifted(random, 2))).isTrue();
  }

  /** Windows of which the first columns have moved by a standard deviation. */
  private record Shifted(SplittableRandom random, int moved) implements Window {

    @Override
    public int rows() {
      return 2_000;
    }

    @Override
    public double[] values(int column) {
      return IndependentTraffic.sample(new Law.Normal(column < moved ? 1 : 0, 1), rows(), random);
    }

    @Override
    public long[] counts(int column, Grid grid) {
      return grid.count(values(column));
    }
  }

  private static boolean alarms(Rule rule, Law before, Law after) {
    SplittableRandom random = new SplittableRandom(5);
    double[] reference = IndependentTraffic.sample(before, 20_000, random);
    return rule.watch(new Past(before.categories(), List.of(reference), 3_000))
        .alarms(new IndependentTraffic(after, random).next(3_000));
  }

  private static double perWindow(Rule rule, int rows) {
    SplittableRandom random = new SplittableRandom(2);
    Law law = Law.Normal.STANDARD;
    double[] reference = IndependentTraffic.sample(law, 10_000, random);
    Rule.Watch watch = rule.watch(new Past(0, List.of(reference), rows));
    Traffic traffic = new IndependentTraffic(law, random);
    return IntStream.range(0, 400).filter(i -> watch.alarms(traffic.next(rows))).count() / 400.0;
  }

  private static double[] sine(int count, double phase, double amplitude, double offset) {
    double[] values = new double[count];
    Arrays.setAll(values, i -> offset + amplitude * Math.sin(i + phase));
    return values;
  }
}
