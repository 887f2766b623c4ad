package dev.leeway.performance;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A number.
 *
 * @param predictionColumn holds the predicted number
 * @param quantiles predicted quantiles of it, ascending
 * @param errors the grid that absolute errors are counted on, for their median and quantiles
 */
public record RegressionLayout(
    String predictionColumn, List<QuantileColumn> quantiles, ScoreGrid errors)
    implements PerformanceLayout {

  /** Most quantiles that a prediction may come with. */
  public static final int MAX_QUANTILES = 20;

  /**
   * A predicted quantile.
   *
   * @param level in (0, 1)
   */
  public record QuantileColumn(double level, String column) {

    /**
     * @throws IllegalArgumentException if the level is not inside (0, 1)
     */
    public QuantileColumn {
      requireNonNull(column, "column");
      if (!(level > 0 && level < 1)) throw new IllegalArgumentException("level " + level);
    }
  }

  /**
   * @throws IllegalArgumentException if there are too many quantiles, or they do not ascend
   */
  public RegressionLayout {
    requireNonNull(predictionColumn, "predictionColumn");
    requireNonNull(errors, "errors");
    quantiles = List.copyOf(quantiles);
    if (quantiles.size() > MAX_QUANTILES) throw new IllegalArgumentException("quantiles");
    for (int i = 1; i < quantiles.size(); i++) {
      if (quantiles.get(i).level() <= quantiles.get(i - 1).level()) {
        throw new IllegalArgumentException("quantiles do not ascend");
      }
    }
  }

  @Override
  public Reading<Answer> answer(Outputs outputs) {
    double[] numbers = new double[1 + quantiles.size()];
    for (int i = 0; i < numbers.length; i++) {
      String column = i == 0 ? predictionColumn : quantiles.get(i - 1).column();
      Cell cell = outputs.cell(column);
      numbers[i] = Numbers.of(cell);
      if (Double.isNaN(numbers[i])) return new Reading.Bad<>(Numbers.why(cell), column);
    }
    return new Reading.Good<>(new Answer(Answer.NO_CLASS, numbers, ""));
  }

  @Override
  public Reading<Double> truth(Cell label) {
    double number = Numbers.of(label);
    return Double.isNaN(number)
        ? new Reading.Bad<>(Numbers.why(label), "")
        : new Reading.Good<>(number);
  }
}
