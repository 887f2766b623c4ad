package dev.leeway.performance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.performance.PerformanceResult.Found;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every measure against scikit-learn 1.9.1, on the grid of the rows' own scores; the numbers are
 * written by {@code write_sklearn_numbers.py} beside them.
 */
class SklearnNumbersTest {

  private static final Map<String, RealisedPerformance> TASKS =
      Map.of(
          "binary", performance("binary", binary("binary")),
          "binary_ties", performance("binary_ties", binary("binary_ties")),
          "multiclass", performance("multiclass", multiclass()),
          "regression", performance("regression", regression()),
          "ranking", performance("ranking", new RankingLayout("query", "score", 5)));

  @ParameterizedTest
  @MethodSource("numbers")
  void measure_isScikitLearns(String task, String key, double expected) {
    PerformanceResult result =
        requireNonNull(TASKS.get(task)).result(PerformanceKey.parse(key).orElseThrow());

    assertThat(result.finding()).isInstanceOf(Found.class);
    Found found = result.found().orElseThrow();
    assertThat(found.error()).isZero();
    assertThat(found.value()).isCloseTo(expected, within(1e-11 * Math.max(1, expected)));
  }

  static Stream<Object[]> numbers() {
    return lines("sklearn-numbers.tsv")
        .map(line -> line.split("\t"))
        .map(cells -> new Object[] {cells[0], cells[1], Double.parseDouble(cells[2])});
  }

  private static RealisedPerformance performance(String task, PerformanceLayout layout) {
    List<Outcome> outcomes = new ArrayList<>();
    for (Map<String, Cell> row : rows(task)) {
      outcomes.add(TaskRows.outcome(layout, row, requireNonNull(row.get("label"))));
    }
    return new RealisedPerformance(layout, TaskRows.profile(layout, outcomes));
  }

  private static BinaryLayout binary(String task) {
    return new BinaryLayout(
        BinaryLayout.Classes.ZERO_ONE,
        Optional.of("class"),
        Optional.of("score"),
        true,
        ScoreGrid.of(column(task, "score"), Integer.MAX_VALUE),
        List.of(0.3, 0.5),
        Optional.empty());
  }

  private static MulticlassLayout multiclass() {
    List<String> columns = List.of("p_low", "p_medium", "p_high");
    return new MulticlassLayout(
        List.of("low", "medium", "high"),
        Optional.empty(),
        columns,
        columns.stream()
            .map(column -> ScoreGrid.of(column("multiclass", column), Integer.MAX_VALUE))
            .toList());
  }

  private static RegressionLayout regression() {
    double[] predicted = column("regression", "predicted");
    double[] label = column("regression", "label");
    double[] errors = new double[label.length];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = Math.abs(predicted[i] - label[i]);
    }
    return new RegressionLayout(
        "predicted",
        Stream.of(10, 25, 50, 75, 90)
            .map(q -> new RegressionLayout.QuantileColumn(q / 100.0, "q" + q))
            .toList(),
        ScoreGrid.of(errors, Integer.MAX_VALUE));
  }

  private static double[] column(String task, String column) {
    return rows(task).stream()
        .mapToDouble(row -> ((Cell.Numeric) requireNonNull(row.get(column))).value())
        .toArray();
  }

  private static List<Map<String, Cell>> rows(String task) {
    List<String> lines = lines(task + ".csv").toList();
    String[] header = lines.get(0).split(",");
    List<Map<String, Cell>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      Map<String, Cell> row = new HashMap<>();
      for (int i = 0; i < cells.length; i++) {
        boolean text = Character.isLetter(cells[i].charAt(0));
        row.put(
            header[i],
            text ? new Cell.Text(cells[i]) : new Cell.Numeric(Double.parseDouble(cells[i])));
      }
      rows.add(row);
    }
    return rows;
  }

  private static Stream<String> lines(String name) {
    return new BufferedReader(
            new InputStreamReader(
                requireNonNull(
                    SklearnNumbersTest.class.getResourceAsStream("/performance/" + name), name),
                UTF_8))
        .lines();
  }
}
