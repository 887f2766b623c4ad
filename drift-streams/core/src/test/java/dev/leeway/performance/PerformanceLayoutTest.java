package dev.leeway.performance;

import static dev.leeway.performance.TaskRows.answer;
import static dev.leeway.performance.TaskRows.from;
import static dev.leeway.performance.TaskRows.good;
import static dev.leeway.performance.TaskRows.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.profile.PayloadReader;
import dev.leeway.profile.PayloadWriter;
import dev.leeway.sketch.CorruptStateException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Reading answers and labels; bad ones are told, not thrown. */
class PerformanceLayoutTest {

  private static final List<PerformanceLayout> LAYOUTS = TaskRows.LAYOUTS;

  @ParameterizedTest
  @FieldSource("LAYOUTS")
  void bytes_comeBack(PerformanceLayout layout) {
    byte[] bytes = PerformanceLayoutCodec.encode(layout);

    assertThat(PerformanceLayoutCodec.decode(bytes)).isEqualTo(layout);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatExceptionOfType(CorruptStateException.class)
          .isThrownBy(() -> PerformanceLayoutCodec.decode(cut));
    }
  }

  @Test
  void id_namesExactlyOneLayout() {
    assertThat(LAYOUTS.stream().map(PerformanceLayoutCodec::id).distinct()).hasSameSizeAs(LAYOUTS);
    assertThat(PerformanceLayoutCodec.id(TaskRows.BINARY)).matches("[0-9a-f]{16}");
  }

  @ParameterizedTest
  @FieldSource("LAYOUTS")
  void answer_comesBackFromBytes(PerformanceLayout layout) {
    for (Outcome outcome : TaskRows.random(layout, new SplittableRandom(5), 20)) {
      PayloadWriter out = new PayloadWriter();
      outcome.answer().writeTo(out);

      assertThat(Answer.readFrom(new PayloadReader(out.toBytes()))).isEqualTo(outcome.answer());
    }
  }

  @Test
  void answer_ofABinaryModel_takesFewBytes() {
    PayloadWriter out = new PayloadWriter();
    answer(TaskRows.BINARY, Map.of("class", number(1), "score", number(0.7))).writeTo(out);

    assertThat(out.toBytes()).hasSize(11);
  }

  @Test
  void answer_withoutAPredictedClass_isDecidedByTheFirstThreshold() {
    BinaryLayout layout =
        new BinaryLayout(
            new BinaryLayout.Classes("no", "yes"),
            Optional.empty(),
            Optional.of("score"),
            false,
            ScoreGrid.NONE,
            List.of(2.0, 3.0),
            Optional.empty());

    assertThat(answer(layout, Map.of("score", number(2))).predicted()).isEqualTo(1);
    assertThat(answer(layout, Map.of("score", number(1.9))).predicted()).isZero();
    assertThat(good(layout.truth(new Cell.Text("yes")))).isEqualTo(1);
    assertThat(good(layout.truth(new Cell.Flag(false)))).isEqualTo(0);
  }

  @Test
  void answer_ofABinaryModel_tellsWhatIsBad() {
    BinaryLayout layout = TaskRows.BINARY;

    assertThat(layout.answer(from(Map.of("class", number(1)))))
        .isEqualTo(bad(BadOutcome.MISSING, "score"));
    assertThat(layout.answer(from(Map.of("score", new Cell.Text("0.5")))))
        .isEqualTo(bad(BadOutcome.WRONG_TYPE, "score"));
    assertThat(layout.answer(from(Map.of("score", number(1.01)))))
        .isEqualTo(bad(BadOutcome.NOT_A_PROBABILITY, "score"));
    assertThat(layout.answer(from(Map.of("score", number(Double.NaN)))))
        .isEqualTo(bad(BadOutcome.OUT_OF_RANGE, "score"));
    assertThat(layout.answer(from(Map.of("score", number(1)))))
        .isEqualTo(bad(BadOutcome.MISSING, "class"));
    assertThat(layout.answer(from(Map.of("score", number(1), "class", number(2)))))
        .isEqualTo(bad(BadOutcome.UNKNOWN_CLASS, "class"));
    assertThat(layout.truth(new Cell.Text("maybe"))).isEqualTo(bad(BadOutcome.UNKNOWN_CLASS, ""));
    assertThat(layout.truth(Cell.Missing.MISSING)).isEqualTo(bad(BadOutcome.MISSING, ""));
  }

  @Test
  void answer_ofSeveralClasses_isTheFirstOfTheHighest() {
    MulticlassLayout layout = TaskRows.MULTICLASS;

    assertThat(answer(layout, probabilities(0.2, 0.4, 0.4)).predicted()).isEqualTo(1);
    assertThat(good(layout.truth(new Cell.Text("never seen")))).isEqualTo(3);
  }

  @Test
  void answer_ofSeveralClasses_tellsWhatIsBad() {
    MulticlassLayout layout = TaskRows.MULTICLASS;

    assertThat(layout.answer(from(probabilities(0.2, 0.4, 0.5))))
        .isEqualTo(bad(BadOutcome.NOT_SUMMING_TO_ONE, "p_low"));
    assertThat(layout.answer(from(probabilities(0.5, -0.1, 0.6))))
        .isEqualTo(bad(BadOutcome.NOT_A_PROBABILITY, "p_medium"));
    assertThat(layout.answer(from(Map.of("p_low", number(1)))))
        .isEqualTo(bad(BadOutcome.MISSING, "p_medium"));
  }

  @Test
  void answer_ofARegression_tellsWhatIsBad() {
    RegressionLayout layout = TaskRows.REGRESSION;

    assertThat(layout.answer(from(Map.of("predicted", number(1e76)))))
        .isEqualTo(bad(BadOutcome.OUT_OF_RANGE, "predicted"));
    assertThat(layout.answer(from(Map.of("predicted", number(1)))))
        .isEqualTo(bad(BadOutcome.MISSING, "q10"));
    assertThat(layout.truth(new Cell.Text("7"))).isEqualTo(bad(BadOutcome.WRONG_TYPE, ""));
  }

  @Test
  void answer_ofARanking_tellsWhatIsBad() {
    RankingLayout layout = TaskRows.RANKING;

    assertThat(layout.answer(from(Map.of("score", number(1)))))
        .isEqualTo(bad(BadOutcome.MISSING, "query"));
    Cell tooLong = new Cell.Text("x".repeat(RankingLayout.MAX_GROUP + 1));
    assertThat(layout.answer(from(Map.of("score", number(1), "query", tooLong))))
        .isEqualTo(bad(BadOutcome.OUT_OF_RANGE, "query"));
    assertThat(layout.truth(number(-1))).isEqualTo(bad(BadOutcome.OUT_OF_RANGE, ""));
  }

  @Test
  void className_ofANumber_isTheSameForItsEveryForm() {
    assertThat(number(1).className()).isEqualTo("1");
    assertThat(number(-0.0).className()).isEqualTo("0");
    assertThat(number(100).className()).isEqualTo("100");
    assertThat(number(0.5).className()).isEqualTo("0.5");
  }

  @Test
  void layout_thatTellsNoDecision_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new BinaryLayout(
                    BinaryLayout.Classes.ZERO_ONE,
                    Optional.empty(),
                    Optional.of("score"),
                    true,
                    ScoreGrid.NONE,
                    List.of(),
                    Optional.empty()));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new MulticlassLayout(List.of("a", "b"), Optional.empty(), List.of(), List.of()));
  }

  private static Map<String, Cell> probabilities(double low, double medium, double high) {
    return Map.of("p_low", number(low), "p_medium", number(medium), "p_high", number(high));
  }

  private static Reading<?> bad(BadOutcome why, String column) {
    return new Reading.Bad<>(why, column);
  }
}
