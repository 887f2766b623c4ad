package dev.leeway.performance;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Two classes, one of which is the positive one.
 *
 * @param classes the names of the negative and of the positive class, as labels and predictions
 *     spell them; a flag is positive where it is true
 * @param predictionColumn holds the predicted class; without it, what scores at or above the first
 *     threshold is predicted positive
 * @param scoreColumn holds the score of the positive class
 * @param probability whether scores are probabilities; else they only order
 * @param grid what scores are counted on; thresholds become edges of it
 * @param thresholds at which further confusion matrices are read off the scores, ascending
 * @param costs what outcomes are worth
 */
public record BinaryLayout(
    Classes classes,
    Optional<String> predictionColumn,
    Optional<String> scoreColumn,
    boolean probability,
    ScoreGrid grid,
    List<Double> thresholds,
    Optional<Costs> costs)
    implements PerformanceLayout {

  /** Number of bins of equal width in which predicted and true frequencies are held together. */
  public static final int RELIABILITY_BINS = 10;

  /**
   * @param negative name of the negative class
   * @param positive name of the positive class
   */
  public record Classes(String negative, String positive) {

    /** 0 and 1. */
    public static final Classes ZERO_ONE = new Classes("0", "1");

    /**
     * @throws IllegalArgumentException if they are the same
     */
    public Classes {
      if (negative.equals(positive)) throw new IllegalArgumentException("one class: " + positive);
    }

    private int place(Cell cell) {
      if (cell instanceof Cell.Flag flag) return flag.value() ? 1 : 0;
      String name = cell.className();
      return name.equals(positive) ? 1 : name.equals(negative) ? 0 : Answer.NO_CLASS;
    }
  }

  /**
   * @throws IllegalArgumentException if there is neither a predicted class nor a score, or no way
   *     to a predicted class, or thresholds do not ascend
   */
  public BinaryLayout {
    requireNonNull(classes, "classes");
    requireNonNull(costs, "costs");
    thresholds = List.copyOf(thresholds);
    if (scoreColumn.isEmpty() && (predictionColumn.isEmpty() || !thresholds.isEmpty())) {
      throw new IllegalArgumentException("without scores: a predicted class, and no thresholds");
    }
    if (predictionColumn.isEmpty() && thresholds.isEmpty()) {
      throw new IllegalArgumentException("neither a predicted class nor a threshold");
    }
    for (int i = 1; i < thresholds.size(); i++) {
      if (thresholds.get(i) <= thresholds.get(i - 1)) {
        throw new IllegalArgumentException("thresholds do not ascend");
      }
    }
    grid =
        scoreColumn.isEmpty()
            ? ScoreGrid.NONE
            : grid.with(thresholds.stream().mapToDouble(Double::doubleValue).toArray());
  }

  @Override
  public Reading<Answer> answer(Outputs outputs) {
    double[] scores = new double[scoreColumn.isPresent() ? 1 : 0];
    if (scoreColumn.isPresent()) {
      Cell cell = outputs.cell(scoreColumn.get());
      scores[0] = Numbers.of(cell);
      boolean read = !Double.isNaN(scores[0]);
      if (!read || (probability && !Numbers.isProbability(scores[0]))) {
        BadOutcome why = read ? BadOutcome.NOT_A_PROBABILITY : Numbers.why(cell);
        return new Reading.Bad<>(why, scoreColumn.get());
      }
    }
    if (predictionColumn.isEmpty()) {
      return new Reading.Good<>(new Answer(scores[0] >= thresholds.get(0) ? 1 : 0, scores, ""));
    }
    Cell cell = outputs.cell(predictionColumn.get());
    int predicted = classes.place(cell);
    return predicted == Answer.NO_CLASS
        ? new Reading.Bad<>(unknown(cell), predictionColumn.get())
        : new Reading.Good<>(new Answer(predicted, scores, ""));
  }

  @Override
  public Reading<Double> truth(Cell label) {
    int place = classes.place(label);
    return place == Answer.NO_CLASS
        ? new Reading.Bad<>(unknown(label), "")
        : new Reading.Good<>((double) place);
  }

  private static BadOutcome unknown(Cell cell) {
    return cell instanceof Cell.Missing ? BadOutcome.MISSING : BadOutcome.UNKNOWN_CLASS;
  }
}
