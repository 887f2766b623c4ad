package dev.leeway.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.profile.ColumnKind;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModeTest {

  @ParameterizedTest
  @EnumSource
  void of_findsEachByItsKey(Mode mode) {
    assertThat(Mode.of(mode.key())).contains(mode);
  }

  @Test
  void of_findsNothingElse() {
    assertThat(Mode.of("NANNYML")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void judge_knowsNothingOfASampleWithoutValues(Mode mode) {
    Sample some = Sample.numbers(ramp(100));
    Sample none = Sample.numbers(new double[] {Double.NaN, Double.NaN});

    ColumnVerdict verdict = mode.judge("x", ColumnKind.NUMERIC, some).judge(none);
    assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
    assertThat(verdict.rows()).isEqualTo(2);
    assertThat(verdict.missing()).isEqualTo(2);
    assertThat(verdict.measures()).isEmpty();
    assertThat(mode.judge("x", ColumnKind.NUMERIC, none).judge(some).state())
        .isEqualTo(State.UNKNOWN);
    assertThat(
            mode.judge("x", ColumnKind.CATEGORICAL, Sample.words(List.of("a")))
                .judge(Sample.words(Collections.<@Nullable String>singletonList(null)))
                .state())
        .isEqualTo(State.UNKNOWN);
  }

  @ParameterizedTest
  @EnumSource
  void judge_refusesASampleOfTheOtherKind(Mode mode) {
    SampleJudge numbers = mode.judge("x", ColumnKind.NUMERIC, Sample.numbers(ramp(100)));
    SampleJudge words = mode.judge("x", ColumnKind.CATEGORICAL, Sample.words(List.of("a")));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbers.judge(Sample.words(List.of("a"))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> words.judge(Sample.numbers(new double[] {1})));
  }

  @ParameterizedTest
  @EnumSource
  void judge_findsAConstantThatChanged(Mode mode) {
    double[] ones = new double[200];
    Arrays.fill(ones, 1);
    double[] twos = new double[200];
    Arrays.fill(twos, 2);
    SampleJudge judge = mode.judge("x", ColumnKind.NUMERIC, Sample.numbers(ones));

    assertThat(judge.judge(Sample.numbers(ones)).state()).isEqualTo(State.OK);
    assertThat(judge.judge(Sample.numbers(twos)).state()).isEqualTo(State.DRIFTED);
  }

  @Test
  void judge_ofNannymlNeedsTenReferenceRows() {
    SampleJudge judge = Mode.NANNYML.judge("x", ColumnKind.NUMERIC, Sample.numbers(ramp(9)));

    ColumnVerdict verdict = judge.judge(Sample.numbers(ramp(9)));
    assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
    assertThat(verdict.why()).contains("ten rows");
  }

  @Test
  void judge_ofEvidentlyTakesOneRowOfAnUnseenValueForDrift() {
    List<String> many = IntStream.range(0, 999).mapToObj(i -> i % 2 == 0 ? "a" : "b").toList();
    List<String> unseen = new ArrayList<>(many);
    unseen.add("new");
    SampleJudge judge = Mode.EVIDENTLY.judge("x", ColumnKind.CATEGORICAL, Sample.words(many));

    ColumnVerdict verdict = judge.judge(Sample.words(unseen));
    assertThat(verdict.measures().get(0).measure()).isEqualTo(Measure.CHI_SQUARE_GOF);
    assertThat(verdict.measures().get(0).pValue()).hasValue(0);
    assertThat(verdict.measures().get(0).value()).isEqualTo(Double.MAX_VALUE);
    assertThat(verdict.state()).isEqualTo(State.DRIFTED);
  }

  @Test
  void conclude_ofEvidentlyNeedsHalfOfTheColumns() {
    ColumnVerdict drifted = verdict(State.DRIFTED);
    ColumnVerdict ok = verdict(State.OK);

    assertThat(Mode.EVIDENTLY.conclude(List.of(drifted, ok))).isEqualTo(State.DRIFTED);
    assertThat(Mode.EVIDENTLY.conclude(List.of(drifted, ok, ok))).isEqualTo(State.OK);
    assertThat(Mode.TFDV.conclude(List.of(drifted, ok, ok))).isEqualTo(State.DRIFTED);
    assertThat(Mode.TFDV.conclude(List.of(ok, verdict(State.UNKNOWN)))).isEqualTo(State.OK);
    assertThat(Mode.TFDV.conclude(List.of(verdict(State.UNKNOWN)))).isEqualTo(State.UNKNOWN);
    assertThat(Mode.TFDV.conclude(List.of())).isEqualTo(State.UNKNOWN);
  }

  private static ColumnVerdict verdict(State state) {
    return new ColumnVerdict("x", ColumnKind.NUMERIC, state, "", 1, 0, List.of());
  }

  private static double[] ramp(int rows) {
    double[] values = new double[rows];
    Arrays.setAll(values, i -> i);
    return values;
  }
}
