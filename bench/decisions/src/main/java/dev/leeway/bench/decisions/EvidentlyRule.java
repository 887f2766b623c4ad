package dev.leeway.bench.decisions;

import java.util.Arrays;

/**
 * Evidently's default for a reference of more than 1,000 rows: a numeric column has drifted when
 * the Wasserstein distance over the reference's standard deviation (population, at least 0.001) is
 * at least 0.1, a categorical one when the Jensen-Shannon distance (natural logarithm) is (its
 * {@code calculations/stattests} and {@code data_drift.py}).
 *
 * @param name as results name it
 * @param share share of columns that must have drifted; 0 for any. Evidently reports each column,
 *     and calls the whole data set drifted from a half on
 */
record EvidentlyRule(String name, double share) implements Rule {

  static final EvidentlyRule ANY_COLUMN = new EvidentlyRule("evidently", 0);
  static final EvidentlyRule DATA_SET = new EvidentlyRule("evidently-dataset", 0.5);

  private static final double THRESHOLD = 0.1;
  private static final int SMALL_REFERENCE = 1_000;
  private static final double LEAST_DEVIATION = 0.001;

  /**
   * @throws IllegalArgumentException if the reference is so small that Evidently takes other tests
   */
  @Override
  public Watch watch(Past past) {
    if (past.rows() <= SMALL_REFERENCE) {
      throw new IllegalArgumentException(
          "another rule holds for references of " + past.rows() + " rows");
    }
    int columns = past.columns().size();
    int needed = Math.max(1, (int) Math.ceil(share * columns));
    return ColumnTest.atLeast(
        needed,
        columns,
        column -> past.isNumeric() ? ofNumbers(past, column) : ofCategories(past, column));
  }

  @Override
  public boolean looksAtRows() {
    return true;
  }

  private static ColumnTest ofNumbers(Past past, int column) {
    double[] reference = past.columns().get(column);
    WassersteinDistance distance = new WassersteinDistance(reference);
    double mean = Arrays.stream(reference).average().orElseThrow();
    double variance =
        Arrays.stream(reference).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
    double deviation = Math.max(LEAST_DEVIATION, Math.sqrt(variance));
    return (window, place) -> distance.to(window.values(place)) / deviation >= THRESHOLD;
  }

  private static ColumnTest ofCategories(Past past, int column) {
    Grid grid = Grid.ofCategories(past.categories());
    double[] expected = PsiRule.shares(grid.count(past.columns().get(column)));
    return (window, place) ->
        JensenShannon.distance(expected, PsiRule.shares(window.counts(place, grid))) >= THRESHOLD;
  }
}
