package dev.leeway.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.verdict.Measure;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ColumnRulesTest {

  @Test
  void measures_areThoseOfAllRules() {
    assertThat(
            rules(Map.of(Measure.PSI, 0.2), Map.of(Measure.KS, 0.01), Map.of(Measure.ENERGY, 3.0))
                .measures())
        .containsExactly(Measure.KS, Measure.PSI, Measure.ENERGY);
    assertThat(ColumnRules.NONE.measures()).isEmpty();
  }

  @Test
  void limitsOutOfRange_areRefused() {
    for (double wrong : new double[] {0, -1, Double.NaN}) {
      Map<Measure, Double> limit = Map.of(Measure.KS, wrong);
      assertThatIllegalArgumentException().isThrownBy(() -> rules(limit, Map.of(), Map.of()));
      assertThatIllegalArgumentException().isThrownBy(() -> rules(Map.of(), limit, Map.of()));
      assertThatIllegalArgumentException().isThrownBy(() -> rules(Map.of(), Map.of(), limit));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rules(Map.of(), Map.of(Measure.KS, 1.0), Map.of()))
        .withMessageContaining("below 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rules(Map.of(), Map.of(Measure.PSI, 0.05), Map.of()))
        .withMessage("psi has no p-value");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rules(Map.of(), Map.of(), Map.of(Measure.EFFECT, 3.0)));
  }

  private static ColumnRules rules(
      Map<Measure, Double> thresholds, Map<Measure, Double> pValues, Map<Measure, Double> bands) {
    return new ColumnRules(new TreeMap<>(thresholds), new TreeMap<>(pValues), new TreeMap<>(bands));
  }
}
