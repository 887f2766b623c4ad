package dev.leeway.performance;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is told of a model's answers before any has been seen: where they stand and what they mean.
 * Either all that its {@link #layout} needs, or less, if only to hold a reference's layout against.
 *
 * @param task empty where the columns tell
 * @param prediction holds the predicted class or number
 * @param scores hold the score of the positive class or of ranked items, or of each of several
 *     classes
 * @param quantiles hold predicted quantiles of a number, ascending
 * @param group holds the query that items are ranked for
 * @param classes all classes of the model, where scores do not name them; may be empty
 * @param positive the positive of two classes; empty for 1 or true
 * @param thresholds of scores from which on an answer counts as positive, ascending
 * @param costs what outcomes are worth
 * @param depth places of a ranking that are looked at; empty for 10
 */
public record AnswerShape(
    Optional<Task> task,
    Optional<String> prediction,
    List<ScoreColumn> scores,
    List<RegressionLayout.QuantileColumn> quantiles,
    Optional<String> group,
    List<String> classes,
    Optional<String> positive,
    List<Double> thresholds,
    Optional<Costs> costs,
    OptionalInt depth) {

  /** Nothing is told. */
  public static final AnswerShape UNTOLD =
      new AnswerShape(
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          OptionalInt.empty());

  private static final int USUAL_DEPTH = 10;
  private static final double USUAL_THRESHOLD = 0.5;

  /**
   * @throws IllegalArgumentException if columns are named that make no layout
   */
  public AnswerShape {
    requireNonNull(task, "task");
    requireNonNull(prediction, "prediction");
    requireNonNull(group, "group");
    requireNonNull(positive, "positive");
    requireNonNull(costs, "costs");
    requireNonNull(depth, "depth");
    scores = List.copyOf(scores);
    quantiles = List.copyOf(quantiles);
    classes = List.copyOf(classes);
    thresholds = List.copyOf(thresholds);
  }

  /**
   * The layout on which answers are counted without a reference's: scores of classes on
   * probabilities of three decimals, errors of numbers on {@link ScoreGrid#magnitudes}. Empty if no
   * column is named.
   *
   * @throws IllegalArgumentException if the columns that are named make no layout
   */
  public Optional<PerformanceLayout> layout() {
    boolean named =
        prediction.isPresent() || group.isPresent() || !scores.isEmpty() || !quantiles.isEmpty();
    if (!named) return Optional.empty();
    return Optional.of(
        switch (task.orElseGet(this::toldByColumns)) {
          case BINARY -> binary();
          case MULTICLASS -> multiclass();
          case REGRESSION ->
              new RegressionLayout(
                  prediction.orElseThrow(() -> lacking("predictionColumn")),
                  quantiles,
                  ScoreGrid.magnitudes());
          case RANKING ->
              new RankingLayout(
                  group.orElseThrow(() -> lacking("groupColumn")),
                  score().orElseThrow(() -> lacking("scoreColumn")),
                  depth.orElse(USUAL_DEPTH));
        });
  }

  /**
   * In what a layout, such as a reference's, is another than what is told here: the first such
   * thing in words. Empty if nothing contradicts.
   */
  public Optional<String> contradiction(PerformanceLayout layout) {
    Map<String, String> theirs = LayoutWords.of(layout);
    return LayoutWords.of(this).entrySet().stream()
        .filter(told -> !told.getValue().equals(theirs.getOrDefault(told.getKey(), "")))
        .findFirst()
        .map(
            told ->
                "%s is %s here and %s in the reference"
                    .formatted(
                        told.getKey(),
                        told.getValue(),
                        theirs.getOrDefault(told.getKey(), "none")));
  }

  private Task toldByColumns() {
    if (group.isPresent()) return Task.RANKING;
    if (!quantiles.isEmpty()) return Task.REGRESSION;
    if (scores.size() > 1 || classes.size() > 2) return Task.MULTICLASS;
    if (scores.size() == 1 || classes.size() == 2 || positive.isPresent()) return Task.BINARY;
    throw new IllegalArgumentException("task is told neither by itself nor by the columns");
  }

  private BinaryLayout binary() {
    boolean usual = thresholds.isEmpty() && prediction.isEmpty();
    return new BinaryLayout(
        twoClasses(),
        prediction,
        score(),
        true,
        ScoreGrid.probabilities(),
        usual ? List.of(USUAL_THRESHOLD) : thresholds,
        costs);
  }

  private BinaryLayout.Classes twoClasses() {
    String one = positive.orElse(classes.contains("true") ? "true" : "1");
    if (classes.isEmpty()) {
      return switch (one) {
        case "1" -> BinaryLayout.Classes.ZERO_ONE;
        case "true" -> new BinaryLayout.Classes("false", "true");
        default -> throw lacking("classes, both of them");
      };
    }
    List<String> others = classes.stream().filter(name -> !name.equals(one)).toList();
    if (classes.size() != 2 || others.size() != 1) {
      throw new IllegalArgumentException(
          "classes must be two, one of them positiveClass (%s)".formatted(one));
    }
    return new BinaryLayout.Classes(others.get(0), one);
  }

  private MulticlassLayout multiclass() {
    List<String> scored = scores.stream().map(ScoreColumn::className).toList();
    if (scored.contains("")) throw new IllegalArgumentException("scoreColumns go by class");
    return new MulticlassLayout(
        scored.isEmpty() ? classes : scored,
        prediction,
        scores.stream().map(ScoreColumn::column).toList(),
        scores.stream().map(any -> ScoreGrid.probabilities()).toList());
  }

  private Optional<String> score() {
    if (scores.size() > 1) throw new IllegalArgumentException("scoreColumns: one was expected");
    return scores.stream().findFirst().map(ScoreColumn::column);
  }

  private static IllegalArgumentException lacking(String key) {
    return new IllegalArgumentException("needs " + key);
  }
}
