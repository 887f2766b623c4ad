package dev.leeway.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Caps;
import dev.leeway.monitor.ColumnPolicy;
import dev.leeway.monitor.Decision;
import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.Timing;
import dev.leeway.profile.CategoricalProfile;
import dev.leeway.profile.ColumnKind;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Layout;
import dev.leeway.profile.LayoutCodec;
import dev.leeway.profile.NumericProfile;
import dev.leeway.profile.SpecialBin;
import dev.leeway.window.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Both passes over reference data. Rows are maps; a value is as a table's cell gives it. */
class LayoutBuilderTest {

  private static final ModelRef MODEL = new ModelRef("delay", "1");

  @Test
  void kinds_areThoseOfMostValues() {
    Layout layout =
        layout(
            List.of("n", "t", "b", "v", "mixed", "none"),
            Map.of(),
            sink -> {
              for (int i = 0; i < 10; i++) {
                sink.startRow();
                sink.number(0, i);
                sink.text(1, "word");
                sink.flag(2, i > 4);
                sink.vector(3, i);
                if (i < 4) sink.number(4, i);
                else sink.text(4, "A" + i);
              }
            });

    assertThat(layout.columns())
        .extracting(ColumnLayout::name, ColumnLayout::kind)
        .containsExactly(
            tuple("n", ColumnKind.NUMERIC),
            tuple("t", ColumnKind.CATEGORICAL),
            tuple("b", ColumnKind.BOOLEAN),
            tuple("v", ColumnKind.EMBEDDING),
            tuple("mixed", ColumnKind.CATEGORICAL));
    assertThat(categories(layout, 2)).containsExactly("false", "true");
  }

  @Test
  void kinds_canBeOverridden() {
    Consumer<CellSink> rows =
        sink -> {
          for (double number : new double[] {7, 7, 8.5, 7, -0.0}) {
            sink.startRow();
            sink.number(0, number);
          }
        };

    Layout layout = layout(List.of("store"), Map.of("store", ColumnKind.CATEGORICAL), rows);

    assertThat(categories(layout, 0)).containsExactly("7", "0", "8.5");
    Reference reference = counted(List.of("store"), layout, rows);
    assertThat(reference.profile().columns().get(0).counts()).containsExactly(3, 1, 1);
  }

  @Test
  void namesThatLookLikeNumbers_areCategoriesAmongNames() {
    Consumer<CellSink> rows =
        sink -> {
          for (int i = 0; i < 100; i++) {
            sink.startRow();
            if (i % 3 == 0) sink.number(0, 42);
            else sink.text(0, "A" + i % 2);
          }
        };
    Layout layout = layout(List.of("part"), Map.of(), rows);

    assertThat(categories(layout, 0)).containsExactly("42", "A0", "A1");
    assertThat(
            counted(List.of("part"), layout, rows)
                .profile()
                .columns()
                .get(0)
                .special(SpecialBin.NEW_CATEGORY))
        .isZero();
  }

  @Test
  void categories_areTheMostFrequentUpToTheCap_tiesByName() {
    Monitor monitor = monitor(Map.of(), 3);
    LayoutBuilder builder = new LayoutBuilder(List.of("c"), monitor);
    for (String text : "b a c c d a e e e".split(" ")) {
      builder.startRow();
      builder.text(0, text);
    }

    assertThat(categories(builder.build(), 0)).containsExactly("e", "a", "c");
  }

  @Test
  void categories_areFoundAmongManyRareOnes() {
    LayoutBuilder builder = new LayoutBuilder(List.of("c"), monitor(Map.of(), 4));
    for (int i = 0; i < 1_000; i++) {
      builder.text(0, i % 2 == 0 ? "often" : "id-" + i);
    }

    assertThat(categories(builder.build(), 0)).hasSize(4).startsWith("often");
  }

  @Test
  void halfACharacter_isTheReplacementThatBytesGive() {
    Consumer<CellSink> rows =
        sink -> {
          for (String text : List.of("\uD800", "?", "\uDC00", "a")) {
            sink.startRow();
            sink.text(0, text);
          }
        };
    Layout layout = layout(List.of("c"), Map.of(), rows);

    assertThat(LayoutCodec.decode(LayoutCodec.encode(layout))).isEqualTo(layout);
    assertThat(counted(List.of("c"), layout, rows).profile().columns().get(0).counts())
        .containsExactly(3, 1);
  }

  @RepeatedTest(10)
  void reference_hasNoRowBelowItsRange_andCountsEveryRow(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    int rows = random.nextInt(1, 2_000);
    boolean coarse = random.nextBoolean();
    double[] numbers = new double[rows];
    Arrays.setAll(
        numbers, i -> coarse ? Math.rint(3 * random.nextGaussian()) : random.nextGaussian());
    Consumer<CellSink> table =
        sink -> {
          for (int i = 0; i < rows; i++) {
            sink.startRow();
            if (i % 5 != 4) sink.number(0, numbers[i]);
          }
        };
    Layout layout = layout(List.of("x"), Map.of(), table);

    NumericProfile x =
        (NumericProfile) counted(List.of("x"), layout, table).profile().columns().get(0);

    long[] counts = x.counts();
    assertThat(counts[0]).isZero();
    assertThat(counts[counts.length - 1]).isZero();
    assertThat(counts[1]).isPositive();
    assertThat(counts[counts.length - 2]).isPositive();
    assertThat(Arrays.stream(counts).sum()).isEqualTo(rows - rows / 5);
    assertThat(LayoutCodec.encode(layout(List.of("x"), Map.of(), table)))
        .isEqualTo(LayoutCodec.encode(layout));
  }

  @Test
  void counter_countsWrongTypesMissingAndColumnsLeftOut() {
    List<String> names = List.of("none", "n", "t");
    Consumer<CellSink> rows =
        sink -> {
          for (int i = 0; i < 10; i++) {
            sink.startRow();
            if (i < 6) sink.number(1, i);
            else if (i < 8) sink.text(1, "n/a");
            if (i < 5) sink.text(2, "word");
            else if (i < 7) sink.flag(2, true);
            else sink.vector(2, 1);
          }
        };
    Layout layout = layout(names, Map.of(), rows);
    Consumer<CellSink> withLeftOut =
        rows.andThen(
            sink -> {
              sink.startRow();
              sink.number(0, 1);
              sink.text(0, "a");
              sink.flag(0, true);
              sink.vector(0, 2);
            });

    Reference reference = counted(names, layout, withLeftOut);

    assertThat(reference.profile().rows()).isEqualTo(11);
    assertThat(reference.profile().unexpected()).isZero();
    NumericProfile n = (NumericProfile) reference.profile().columns().get(0);
    assertThat(n.finite()).isEqualTo(6);
    assertThat(n.wrongType()).isEqualTo(2);
    assertThat(reference.profile().missing(0)).isEqualTo(3);
    CategoricalProfile t = (CategoricalProfile) reference.profile().columns().get(1);
    assertThat(t.counts()).containsExactly(5, 2);
    assertThat(t.wrongType()).isEqualTo(3);
    assertThat(reference.effectiveFrom()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void numbersThatAreNotFinite_countTowardsTheKind_butMakeNoEdge() {
    Layout layout =
        layout(
            List.of("x"),
            Map.of(),
            sink -> {
              sink.startRow();
              sink.number(0, Double.NaN);
              sink.startRow();
              sink.number(0, Double.NEGATIVE_INFINITY);
            });

    assertThat(layout.columns().get(0).kind()).isEqualTo(ColumnKind.NUMERIC);
    assertThat(layout.columns().get(0).bins()).isOne();
  }

  private static Layout layout(
      List<String> names, Map<String, ColumnKind> kinds, Consumer<CellSink> rows) {
    LayoutBuilder builder = new LayoutBuilder(names, monitor(kinds, 1_000));
    rows.accept(builder);
    return builder.build();
  }

  private static Reference counted(List<String> names, Layout layout, Consumer<CellSink> rows) {
    ReferenceCounter counter = new ReferenceCounter(names, layout);
    rows.accept(counter);
    return counter.build(MODEL, Instant.EPOCH, new TreeMap<>());
  }

  private static List<String> categories(Layout layout, int place) {
    return new ArrayList<>(((ColumnLayout.Categorical) layout.columns().get(place)).categories());
  }

  private static Monitor monitor(Map<String, ColumnKind> kinds, int categories) {
    TreeMap<String, ColumnPolicy> policies = new TreeMap<>();
    kinds.forEach(
        (name, kind) ->
            policies.put(
                name,
                new ColumnPolicy(
                    false, Optional.of(kind), OptionalDouble.empty(), new TreeMap<>())));
    return new Monitor(
        "delay",
        Timing.DEFAULT,
        List.of(WindowSpec.tumbling(Duration.ofHours(1))),
        List.of(),
        policies,
        Decision.DEFAULT,
        new Caps(1_024, 100, categories, 100));
  }
}
