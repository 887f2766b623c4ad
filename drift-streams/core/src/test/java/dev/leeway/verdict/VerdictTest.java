package dev.leeway.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.event.ModelRef;
import dev.leeway.profile.ColumnKind;
import dev.leeway.verdict.Verdict.UnknownReason;
import dev.leeway.window.Window;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final Window HOUR = new Window(Instant.EPOCH, Instant.ofEpochSecond(3_600));

  @Test
  void drifted_comesStrongestEvidenceFirst() {
    Verdict verdict =
        verdict(
            "",
            1,
            State.DRIFTED,
            UnknownReason.NONE,
            List.of(
                column("ok", State.OK, 99),
                column("weak", State.DRIFTED, 5),
                column("strong", State.DRIFTED, 50)));

    assertThat(verdict.drifted())
        .extracting(ColumnVerdict::column)
        .containsExactly("strong", "weak");
  }

  @Test
  void key_isTheSameForEveryRevision_andUniqueForEverythingElse() {
    Verdict first = verdict("country=DE", 1, State.OK, UnknownReason.NONE, List.of());
    Verdict second = verdict("country=DE", 2, State.OK, UnknownReason.NONE, List.of());
    Set<String> keys = new HashSet<>();
    for (String segment : List.of("", "country=DE", "country=DE|x", "country=")) {
      keys.add(verdict(segment, 1, State.OK, UnknownReason.NONE, List.of()).key());
    }

    assertThat(first.key()).isEqualTo(second.key());
    assertThat(keys).hasSize(4);
  }

  @Test
  void new_withReasonAndStateThatDisagree_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> verdict("", 1, State.UNKNOWN, UnknownReason.NONE, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> verdict("", 1, State.OK, UnknownReason.TOO_FEW_ROWS, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> verdict("", 0, State.OK, UnknownReason.NONE, List.of()));
  }

  @Test
  void measureResult_thatIsNotFinite_isRefused() {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException().isThrownBy(() -> result(Measure.PSI, value));
    }
  }

  @Test
  void measure_isFoundByItsKey() {
    for (Measure measure : Measure.values()) {
      assertThat(Measure.of(measure.key())).contains(measure);
    }
    assertThat(Measure.of("no_such")).isEmpty();
  }

  private static ColumnVerdict column(String name, State state, double evidence) {
    return new ColumnVerdict(
        name, ColumnKind.NUMERIC, state, "why", 10, 0, List.of(result(Measure.EVIDENCE, evidence)));
  }

  private static MeasureResult result(Measure measure, double value) {
    return new MeasureResult(
        measure,
        value,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        "formula/v1");
  }

  private static Verdict verdict(
      String segment,
      int revision,
      State state,
      UnknownReason reason,
      List<ColumnVerdict> columns) {
    return new Verdict(
        new ModelRef("delay", "1"),
        segment,
        HOUR,
        Verdict.Kind.DRIFT,
        revision,
        state,
        reason,
        10,
        "ref",
        columns);
  }
}
