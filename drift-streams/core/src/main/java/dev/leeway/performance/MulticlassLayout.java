package dev.leeway.performance;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * More than two classes, each with a score or none.
 *
 * @param classes their names, as labels and predictions spell them; all others count as {@link
 *     #OTHER}
 * @param predictionColumn holds the predicted class; without it, the class with the highest score,
 *     the first of equals, is predicted
 * @param scoreColumns hold the probabilities of the classes, in their order; or empty
 * @param grids what the scores of each class are counted on
 */
public record MulticlassLayout(
    List<String> classes,
    Optional<String> predictionColumn,
    List<String> scoreColumns,
    List<ScoreGrid> grids)
    implements PerformanceLayout {

  /** The class of all that are not listed. */
  public static final String OTHER = "__other__";

  /** Most classes told apart: their confusion matrix has 10,201 cells. */
  public static final int MAX_CLASSES = 100;

  /** How far from 1 the sum of class probabilities may be: they are often sent with few digits. */
  public static final double SUM_SLACK = 0.01;

  /**
   * @throws IllegalArgumentException if there are fewer than two classes or too many, or two alike,
   *     or scores do not go with classes, or nothing tells the predicted class
   */
  public MulticlassLayout {
    classes = List.copyOf(classes);
    scoreColumns = List.copyOf(scoreColumns);
    grids = List.copyOf(grids);
    requireNonNull(predictionColumn, "predictionColumn");
    if (classes.size() < 2 || classes.size() > MAX_CLASSES) {
      throw new IllegalArgumentException(classes.size() + " classes");
    }
    if (new HashSet<>(classes).size() < classes.size() || classes.contains(OTHER)) {
      throw new IllegalArgumentException("two classes of one name, or one named " + OTHER);
    }
    if (grids.size() != scoreColumns.size()
        || (!scoreColumns.isEmpty() && scoreColumns.size() != classes.size())) {
      throw new IllegalArgumentException("each class has a score column and a grid, or none has");
    }
    if (scoreColumns.isEmpty() && predictionColumn.isEmpty()) {
      throw new IllegalArgumentException("neither a predicted class nor scores");
    }
  }

  @Override
  public Reading<Answer> answer(Outputs outputs) {
    double[] scores = new double[scoreColumns.size()];
    double sum = 0;
    int best = 0;
    for (int i = 0; i < scores.length; i++) {
      Cell cell = outputs.cell(scoreColumns.get(i));
      scores[i] = Numbers.of(cell);
      boolean read = !Double.isNaN(scores[i]);
      if (!read || !Numbers.isProbability(scores[i])) {
        BadOutcome why = read ? BadOutcome.NOT_A_PROBABILITY : Numbers.why(cell);
        return new Reading.Bad<>(why, scoreColumns.get(i));
      }
      sum += scores[i];
      if (scores[i] > scores[best]) best = i;
    }
    if (scores.length > 0 && Math.abs(sum - 1) > SUM_SLACK) {
      return new Reading.Bad<>(BadOutcome.NOT_SUMMING_TO_ONE, scoreColumns.get(0));
    }
    if (predictionColumn.isEmpty()) return new Reading.Good<>(new Answer(best, scores, ""));
    Cell cell = outputs.cell(predictionColumn.get());
    return cell instanceof Cell.Missing
        ? new Reading.Bad<>(BadOutcome.MISSING, predictionColumn.get())
        : new Reading.Good<>(new Answer(place(cell), scores, ""));
  }

  @Override
  public Reading<Double> truth(Cell label) {
    return label instanceof Cell.Missing
        ? new Reading.Bad<>(BadOutcome.MISSING, "")
        : new Reading.Good<>((double) place(label));
  }

  /** Where {@link #OTHER} stands, after all classes. */
  int other() {
    return classes.size();
  }

  private int place(Cell cell) {
    int place = classes.indexOf(cell.className());
    return place < 0 ? other() : place;
  }
}
