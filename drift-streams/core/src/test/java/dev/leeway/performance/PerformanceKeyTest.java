package dev.leeway.performance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerformanceKeyTest {

  @ParameterizedTest
  @ValueSource(strings = {"roc_auc", "precision@0.3", "ndcg@10", "recall[medium]", "f1@0.5[a]b]"})
  void parse_aKey_givesItBack(String text) {
    assertThat(PerformanceKey.parse(text).orElseThrow()).hasToString(text);
  }

  @Test
  void parse_aKeyWithEverything_readsIt() {
    assertThat(PerformanceKey.parse("gain@0.10[x]"))
        .contains(
            new PerformanceKey(PerformanceMeasure.GAIN, OptionalDouble.of(0.1), Optional.of("x")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nothing", "precision@", "precision@x", "precision@1e999", "f1["})
  void parse_whatIsNoKey_isEmpty(String text) {
    assertThat(PerformanceKey.parse(text)).isEmpty();
  }

  @Test
  void ofId_findsEveryMeasure() {
    for (PerformanceMeasure measure : PerformanceMeasure.values()) {
      assertThat(PerformanceMeasure.ofId(measure.id())).contains(measure);
    }
  }
}
