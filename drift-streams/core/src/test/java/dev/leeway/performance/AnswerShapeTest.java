package dev.leeway.performance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.monitor.PerformancePolicy;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AnswerShapeTest {

  private static final BinaryLayout REFERENCE =
      new BinaryLayout(
          BinaryLayout.Classes.ZERO_ONE,
          Optional.empty(),
          Optional.of("p"),
          true,
          new ScoreGrid(new double[] {0.1, 0.7}),
          List.of(0.5),
          Optional.empty());

  @Test
  void contradiction_nothingTold_isNone() {
    assertThat(AnswerShape.UNTOLD.contradiction(REFERENCE)).isEmpty();
    assertThat(AnswerShape.UNTOLD.layout()).isEmpty();
  }

  @Test
  void contradiction_sameColumns_isNoneWhateverTheGrid() {
    assertThat(scored("p").contradiction(REFERENCE)).isEmpty();
    assertThat(scored("p").layout()).isPresent();
  }

  @Test
  void contradiction_anotherColumn_isToldWithBoth() {
    assertThat(scored("q").contradiction(REFERENCE))
        .contains("scoreColumn is [q] here and [p] in the reference");
  }

  @Test
  void layout_ofThePolicy_isTheReferencesUnlessTheyContradict() {
    Optional<PerformanceLayout> reference = Optional.of(REFERENCE);

    assertThat(PerformancePolicy.DEFAULT.layout(reference)).isEqualTo(reference);
    assertThat(PerformancePolicy.DEFAULT.layout(Optional.empty())).isEmpty();
    assertThat(PerformancePolicy.of(scored("p")).layout(reference)).isEqualTo(reference);
    assertThat(PerformancePolicy.of(scored("q")).layout(reference)).isEmpty();
    assertThat(PerformancePolicy.of(scored("q")).layout(Optional.empty())).isPresent();
  }

  private static AnswerShape scored(String column) {
    return new AnswerShape(
        Optional.of(Task.BINARY),
        Optional.empty(),
        List.of(new ScoreColumn("", column)),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        OptionalInt.empty());
  }
}
