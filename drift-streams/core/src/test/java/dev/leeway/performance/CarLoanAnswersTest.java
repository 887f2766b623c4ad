package dev.leeway.performance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.fixture.CarLoan;
import dev.leeway.performance.PerformanceResult.Found;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All of NannyML's synthetic car loans, whole and by 5,000 rows: what scikit-learn 1.9.1 says of
 * the rows (roc_auc_score, average_precision_score, log_loss, brier_score_loss, ...) comes of their
 * counts by score.
 */
class CarLoanAnswersTest {

  private static final Map<String, List<PerformanceProfile>> CHUNKS =
      Map.of("reference", CarLoan.referenceChunks(), "monitoring", CarLoan.labelledWindows());

  @ParameterizedTest
  @MethodSource("answers")
  void measure_isThatOfTheRows(String what, String chunk, String key, double expected) {
    List<PerformanceProfile> chunks = requireNonNull(CHUNKS.get(what));
    PerformanceProfile profile =
        chunk.isEmpty()
            ? chunks.stream().reduce(PerformanceProfile::merge).orElseThrow()
            : chunks.get(Integer.parseInt(chunk));

    Found found =
        new RealisedPerformance(CarLoan.LAYOUT, profile)
            .result(PerformanceKey.parse(key).orElseThrow())
            .found()
            .orElseThrow();

    assertThat(found.value()).isCloseTo(expected, within(1e-9));
    assertThat(found.error()).isZero();
  }

  static Stream<Object[]> answers() {
    try (InputStream in =
        requireNonNull(
            CarLoanAnswersTest.class.getResourceAsStream("/performance/car-loan-answers.tsv"))) {
      return new String(in.readAllBytes(), UTF_8)
          .lines().toList().stream()
              .map(line -> line.split("\t"))
              .map(
                  cells ->
                      new Object[] {cells[0], cells[1], cells[2], Double.parseDouble(cells[3])});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
