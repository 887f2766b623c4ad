package dev.leeway.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.profile.ColumnKind;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PartTest {

  @Test
  void of_ranksDriftedColumnsByTheRowsThatMoved() {
    List<Part> parts =
        Part.of(
            List.of(
                column("small", State.DRIFTED, Measure.EFFECT, 0.1),
                column("same", State.OK, Measure.EFFECT, 0.5),
                column("large", State.DRIFTED, Measure.EFFECT, 0.2),
                column("other", State.DRIFTED, Measure.KS, 0.1)));

    assertThat(parts)
        .extracting(part -> part.column().column())
        .containsExactly("large", "small", "other");
    assertThat(parts.get(0).share()).isCloseTo(0.5, within(1e-12));
    assertThat(parts.get(2).share()).isCloseTo(0.25, within(1e-12));
  }

  @Test
  void of_sharesNothingWhereNoColumnTellsHowMuchMoved() {
    assertThat(Part.of(List.of(column("x", State.DRIFTED, Measure.PSI, 3))))
        .singleElement()
        .extracting(Part::share)
        .isEqualTo(0.0);
    assertThat(Part.of(List.of(column("x", State.OK, Measure.EFFECT, 3)))).isEmpty();
  }

  @Test
  void byColumn_keepsTheOrder() {
    assertThat(
            Part.byColumn(
                    List.of(
                        column("b", State.DRIFTED, Measure.EFFECT, 0.1),
                        column("a", State.DRIFTED, Measure.EFFECT, 0.3)))
                .keySet())
        .containsExactly("a", "b");
  }

  private static ColumnVerdict column(String name, State state, Measure measure, double value) {
    MeasureResult result =
        new MeasureResult(
            measure,
            value,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            "f/v1");
    return new ColumnVerdict(name, ColumnKind.NUMERIC, state, "", 1, 0, List.of(result));
  }
}
