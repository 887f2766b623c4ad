package dev.leeway.app.outcomes;

import dev.leeway.app.compare.ComparisonException;
import dev.leeway.performance.BinaryLayout;
import dev.leeway.performance.Cell;
import dev.leeway.performance.MulticlassLayout;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.RankingLayout;
import dev.leeway.performance.RegressionLayout;
import dev.leeway.performance.ScoreGrid;
import dev.leeway.performance.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks at rows to find how their outcomes are counted: the task, its classes, a grid of scores.
 */
final class LayoutFinder implements OutcomeRow.Sink {

  /** Different scores that have an edge of their own, over all score columns. */
  private static final int MOST_SCORES = 1_000_000;

  /** What no more than one in so many has, such as no probability, is a mistake, not the rule. */
  private static final int MISTAKES = 100;

  /** Names told apart while looking; more are no classes. */
  private static final int MOST_NAMES = 10_000;

  private final OutcomeColumns columns;
  private final Demands demands;
  private final int mostEdges;
  private final Map<String, Long> classes = new HashMap<>();
  private final List<DistinctNumbers> scores = new ArrayList<>();
  private final DistinctNumbers errors = new DistinctNumbers(MOST_SCORES);
  private boolean numbers = true;
  private long scored;
  private long noProbabilities;

  /**
   * @param mostEdges of a grid: of more scores so many of them
   */
  LayoutFinder(OutcomeColumns columns, Demands demands, int mostEdges) {
    this.columns = columns;
    this.demands = demands;
    this.mostEdges = mostEdges;
    for (int i = 0; i < columns.scores().size(); i++) {
      scores.add(new DistinctNumbers(MOST_SCORES / columns.scores().size()));
    }
  }

  @Override
  public void row(OutcomeRow row) {
    Cell predicted = columns.prediction().map(row.outputs()::cell).orElse(Cell.Missing.MISSING);
    named(row.label());
    named(predicted);
    if (row.label() instanceof Cell.Numeric truth && predicted instanceof Cell.Numeric number) {
      errors.add(Math.abs(number.value() - truth.value()));
    }
    for (int i = 0; i < scores.size(); i++) {
      Cell cell = row.outputs().cell(columns.scores().get(i).column());
      if (!(cell instanceof Cell.Numeric score)) continue;
      scores.get(i).add(score.value());
      scored++;
      if (!(score.value() >= 0 && score.value() <= 1)) noProbabilities++;
    }
  }

  private void named(Cell cell) {
    if (cell instanceof Cell.Missing) return;
    if (!(cell instanceof Cell.Numeric)) numbers = false;
    // A flag names its class in any model of two.
    if (cell instanceof Cell.Flag && columns.scores().size() < 2) return;
    boolean known = classes.containsKey(cell.className());
    if (known || classes.size() < MOST_NAMES) classes.merge(cell.className(), 1L, Long::sum);
  }

  /**
   * The layout.
   *
   * @throws ComparisonException if it cannot be told, or columns are lacking
   */
  PerformanceLayout layout() {
    return switch (demands.task().orElseGet(this::task)) {
      case BINARY -> binary();
      case MULTICLASS -> multiclass();
      case REGRESSION ->
          new RegressionLayout(prediction(), columns.quantiles(), errors.grid(mostEdges));
      case RANKING ->
          new RankingLayout(
              columns.group().orElseThrow(() -> lacking("--group-column")),
              score(),
              demands.depth());
    };
  }

  private Task task() {
    if (columns.group().isPresent()) return Task.RANKING;
    if (!columns.quantiles().isEmpty()) return Task.REGRESSION;
    if (columns.scores().size() > 1) return Task.MULTICLASS;
    if (columns.scores().size() == 1 || hasTwoClasses()) return Task.BINARY;
    return numbers ? Task.REGRESSION : Task.MULTICLASS;
  }

  /** Whether all names but mistakes are those of two classes. */
  private boolean hasTwoClasses() {
    Set<String> names = common();
    long rows = classes.values().stream().mapToLong(Long::longValue).sum();
    long named = names.stream().mapToLong(name -> classes.getOrDefault(name, 0L)).sum();
    return names.size() <= 2 && (rows - named) * MISTAKES <= rows;
  }

  private BinaryLayout binary() {
    Optional<String> scoreColumn =
        columns.scores().isEmpty() ? Optional.empty() : Optional.of(score());
    boolean probability = noProbabilities * MISTAKES <= scored;
    List<Double> thresholds = new ArrayList<>(demands.thresholds());
    if (thresholds.isEmpty() && columns.prediction().isEmpty() && probability) thresholds.add(0.5);
    if (thresholds.isEmpty() && columns.prediction().isEmpty()) {
      throw lacking("--prediction-column or --score-threshold");
    }
    return new BinaryLayout(
        twoClasses(),
        columns.prediction(),
        scoreColumn,
        probability,
        scoreColumn.isEmpty() ? ScoreGrid.NONE : scores.get(0).grid(mostEdges),
        thresholds,
        demands.costs());
  }

  private BinaryLayout.Classes twoClasses() {
    Set<String> names = common();
    Optional<String> positive = demands.positive();
    if (positive.isEmpty()) {
      if (Set.of("0", "1").containsAll(names)) return BinaryLayout.Classes.ZERO_ONE;
      if (Set.of("false", "true").containsAll(names)) {
        return new BinaryLayout.Classes("false", "true");
      }
      throw new ComparisonException(
          "which class is the positive one? --positive-class, one of " + some(names));
    }
    names.remove(positive.get());
    if (names.size() > 1) {
      throw new ComparisonException(
          "more than two classes: " + some(names) + " beside " + positive.get());
    }
    String negative = names.isEmpty() ? "not " + positive.get() : names.iterator().next();
    return new BinaryLayout.Classes(negative, positive.get());
  }

  /** The names without those that are mistakes. */
  private Set<String> common() {
    long rows = classes.values().stream().mapToLong(Long::longValue).sum();
    Set<String> names = new TreeSet<>();
    classes.forEach(
        (name, number) -> {
          if (number * MISTAKES > rows || demands.positive().equals(Optional.of(name))) {
            names.add(name);
          }
        });
    return names;
  }

  private MulticlassLayout multiclass() {
    List<String> named = columns.scores().stream().map(s -> s.className()).toList();
    if (named.contains("")) {
      throw new ComparisonException("scores of several classes are written CLASS=COLUMN");
    }
    List<String> names =
        named.isEmpty()
            ? classes.entrySet().stream()
                .sorted(
                    Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MulticlassLayout.MAX_CLASSES)
                .map(Map.Entry::getKey)
                .sorted()
                .toList()
            : named;
    return new MulticlassLayout(
        names,
        columns.prediction(),
        columns.scores().stream().map(s -> s.column()).toList(),
        scores.stream().map(numbers -> numbers.grid(mostEdges)).toList());
  }

  private String prediction() {
    return columns.prediction().orElseThrow(() -> lacking("--prediction-column"));
  }

  private String score() {
    if (columns.scores().size() == 1) return columns.scores().get(0).column();
    throw lacking("one --score-column");
  }

  private static ComparisonException lacking(String option) {
    return new ComparisonException("performance needs " + option);
  }

  private static String some(Set<String> names) {
    return String.join(", ", names.stream().limit(5).toList()) + (names.size() > 5 ? ", ..." : "");
  }
}
