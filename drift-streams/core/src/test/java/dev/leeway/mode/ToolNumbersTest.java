package dev.leeway.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import dev.leeway.verdict.State;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Our numbers against those of the tools themselves, run on the same samples. */
class ToolNumbersTest {

  /** What Evidently calls the test that decides, and what we do. */
  private static final Map<String, Measure> TESTS =
      Map.of(
          "ks", Measure.KS,
          "wasserstein", Measure.WASSERSTEIN_NORMALISED,
          "chisquare", Measure.CHI_SQUARE_GOF,
          "z", Measure.Z,
          "jensenshannon", Measure.JENSEN_SHANNON_E);

  @ParameterizedTest
  @CsvFileSource(
      resources = {"/modes/tools.csv", "/modes/formulas.csv"},
      numLinesToSkip = 4)
  void mode_givesTheToolsNumber(
      String tool, String data, String measure, String what, String value) {
    ToolData.Pair pair = ToolData.PAIRS.get(data);
    ColumnVerdict verdict =
        Mode.of(tool).orElseThrow().judge("x", pair.kind(), pair.reference()).judge(pair.current());
    MeasureResult first = verdict.measures().get(0);
    switch (what) {
      case "drifted" ->
          assertThat(verdict.state() == State.DRIFTED).isEqualTo("true".equals(value));
      case "test" -> assertThat(first.measure()).isEqualTo(TESTS.get(value));
      case "score" -> close(first.pValue().orElse(first.value()), value);
      default -> {
        MeasureResult result = verdict.measure(Measure.of(measure).orElseThrow()).orElseThrow();
        assertThat(result.formula()).startsWith(tool + "-");
        double number =
            switch (what) {
              case "pValue" -> result.pValue().orElseThrow();
              case "threshold" -> result.threshold().orElseThrow();
              default -> result.value();
            };
        close(number, value);
      }
    }
  }

  private static void close(double number, String expected) {
    double wanted = Double.parseDouble(expected);
    assertThat(number).isCloseTo(wanted, within(1e-9 * Math.max(1, Math.abs(wanted))));
  }
}
