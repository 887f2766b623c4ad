package dev.leeway.performance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.performance.PerformanceResult.Found;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two weeks of hourly counts of hired bikes (Fanaee-T and Gama 2013) and of what a model made of
 * half of the year before said of them: numpy's and scikit-learn's answers come of them.
 */
class BikeSharingAnswersTest {

  private static final RegressionLayout LAYOUT =
      new RegressionLayout("predicted", List.of(), ScoreGrid.magnitudes());

  private static final Map<String, PerformanceProfile> WEEKS =
      lines("bike-sharing-weeks.tsv")
          .collect(
              Collectors.groupingBy(
                  cells -> cells[0],
                  Collectors.collectingAndThen(
                      Collectors.toList(), BikeSharingAnswersTest::counted)));

  @ParameterizedTest
  @MethodSource("answers")
  void measure_isThatOfTheRows(String week, String key, double expected) {
    PerformanceProfile rows = requireNonNull(WEEKS.get(week));

    Found found =
        new RealisedPerformance(LAYOUT, rows)
            .result(PerformanceKey.parse(key).orElseThrow())
            .found()
            .orElseThrow();

    assertThat(found.value()).isCloseTo(expected, within(1e-9));
    assertThat(found.error()).isZero();
  }

  static Stream<Object[]> answers() {
    return lines("bike-sharing-answers.tsv")
        .map(cells -> new Object[] {cells[0], cells[1], Double.parseDouble(cells[2])});
  }

  private static PerformanceProfile counted(List<String[]> rows) {
    PerformanceCounter counter = new PerformanceCounter(LAYOUT);
    for (String[] cells : rows) {
      Outcome outcome =
          TaskRows.outcome(
              LAYOUT,
              Map.of("predicted", TaskRows.number(Double.parseDouble(cells[2]))),
              TaskRows.number(Double.parseDouble(cells[1])));
      counter.addPredicted(outcome.answer()).add(outcome);
    }
    return counter.build();
  }

  private static Stream<String[]> lines(String name) {
    try (InputStream in =
        requireNonNull(BikeSharingAnswersTest.class.getResourceAsStream("/performance/" + name))) {
      return new String(in.readAllBytes(), UTF_8)
          .lines().toList().stream().map(line -> line.split("\t"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
