package dev.leeway.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.rule.Threshold.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectTest {

  @ParameterizedTest
  @EnumSource(Cause.class)
  void parse_readsAllThatAreOffered(Cause cause) {
    for (String text : Subject.all(cause)) {
      assertThat(Subject.parse(text)).as(text).get().hasToString(text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "drift.",
        "drift.roc_auc",
        "performance.psi",
        "no_data.psi",
        "quality.psi",
        "psi"
      })
  void parse_knowsNothingElse(String text) {
    assertThat(Subject.parse(text)).isEmpty();
  }

  @Test
  void parse_takesAMeasureOfAClassAndAtAPlace() {
    assertThat(Subject.parse("performance.recall[medium]")).isPresent();
    assertThat(Subject.parse("estimated_performance.precision@0.3")).isPresent();
  }

  @Test
  void side_isThatOnWhichAModelDoesWorse() {
    assertThat(side("performance.roc_auc")).isEqualTo(Side.BELOW);
    assertThat(side("performance.log_loss")).isEqualTo(Side.ABOVE);
    assertThat(side("drift.psi")).isEqualTo(Side.ABOVE);
    assertThat(side("quality.not_constant")).isEqualTo(Side.BELOW);
    assertThat(Subject.parse("quality.rows").orElseThrow().side()).isEmpty();
    assertThat(Subject.parse("performance.interval_coverage").orElseThrow().side()).isEmpty();
  }

  private static Side side(String text) {
    return Subject.parse(text).orElseThrow().side().orElseThrow();
  }
}
