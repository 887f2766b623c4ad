package dev.leeway.performance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Layouts of every task, and rows for them. */
final class TaskRows {

  static final BinaryLayout BINARY =
      new BinaryLayout(
          BinaryLayout.Classes.ZERO_ONE,
          Optional.of("class"),
          Optional.of("score"),
          true,
          new ScoreGrid(new double[] {0, 0.25, 0.5, 0.75, 1}),
          List.of(0.3, 0.5),
          Optional.of(new Costs(5, -2, 0.1, -7)));

  static final MulticlassLayout MULTICLASS =
      new MulticlassLayout(
          List.of("low", "medium", "high"),
          Optional.empty(),
          List.of("p_low", "p_medium", "p_high"),
          List.of(grid(0.25, 0.5), grid(0.5), grid(0.125, 0.25, 0.5)));

  static final RegressionLayout REGRESSION =
      new RegressionLayout(
          "predicted",
          List.of(
              new RegressionLayout.QuantileColumn(0.1, "q10"),
              new RegressionLayout.QuantileColumn(0.5, "q50"),
              new RegressionLayout.QuantileColumn(0.9, "q90")),
          grid(0, 0.5, 1, 2, 4));

  static final RankingLayout RANKING = new RankingLayout("query", "score", 5);

  static final List<PerformanceLayout> LAYOUTS = List.of(BINARY, MULTICLASS, REGRESSION, RANKING);

  private TaskRows() {}

  static ScoreGrid grid(double... edges) {
    return new ScoreGrid(edges);
  }

  /** Outcomes whose scores lie on the grid half of the time. */
  static List<Outcome> random(PerformanceLayout layout, SplittableRandom random, int rows) {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      outcomes.add(outcome(layout, outputs(layout, random), label(layout, random)));
    }
    return outcomes;
  }

  static Outcome outcome(PerformanceLayout layout, Map<String, Cell> outputs, Cell label) {
    return new Outcome(answer(layout, outputs), good(layout.truth(label)));
  }

  static Answer answer(PerformanceLayout layout, Map<String, Cell> outputs) {
    return good(layout.answer(from(outputs)));
  }

  static Outputs from(Map<String, Cell> outputs) {
    return column -> outputs.getOrDefault(column, Cell.Missing.MISSING);
  }

  static <T> T good(Reading<T> reading) {
    if (reading instanceof Reading.Good<T> good) return good.value();
    throw new AssertionError(reading.toString());
  }

  static PerformanceProfile profile(PerformanceLayout layout, List<Outcome> outcomes) {
    PerformanceCounter counter = new PerformanceCounter(layout);
    for (Outcome outcome : outcomes) {
      counter.addPredicted(outcome.answer()).add(outcome);
    }
    return counter.build();
  }

  private static Map<String, Cell> outputs(PerformanceLayout layout, SplittableRandom random) {
    double score = random.nextBoolean() ? random.nextInt(5) / 4.0 : random.nextDouble();
    if (layout instanceof BinaryLayout) {
      return Map.of(
          "class", new Cell.Flag(random.nextInt(4) == 0 ^ score > 0.5), "score", number(score));
    }
    if (layout instanceof MulticlassLayout) {
      double second = (1 - score) * random.nextInt(3) / 2;
      return Map.of(
          "p_low", number(score), "p_medium", number(second), "p_high", number(1 - score - second));
    }
    if (layout instanceof RegressionLayout) {
      double value = score * 6 - 2;
      return Map.of(
          "predicted",
          number(value),
          "q10",
          number(value - 1),
          "q50",
          number(value),
          "q90",
          number(value + 1));
    }
    return Map.of("query", new Cell.Text("q" + random.nextInt(9)), "score", number(score));
  }

  private static Cell label(PerformanceLayout layout, SplittableRandom random) {
    if (layout instanceof BinaryLayout) return number(random.nextInt(2));
    if (layout instanceof MulticlassLayout) {
      return new Cell.Text(List.of("low", "medium", "high", "new").get(random.nextInt(4)));
    }
    if (layout instanceof RegressionLayout) return number(random.nextInt(-2, 6));
    return number(random.nextInt(3));
  }

  static Cell number(double value) {
    return new Cell.Numeric(value);
  }
}
