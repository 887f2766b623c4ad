package dev.leeway.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.monitor.ColumnPolicy;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.ColumnKind;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Layout;
import dev.leeway.profile.LayoutCodec;
import dev.leeway.profile.NumericProfile;
import dev.leeway.profile.Profile;
import dev.leeway.profile.ProfileBuilder;
import dev.leeway.profile.ProfileCodec;
import dev.leeway.profile.VectorGrid;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kinds of columns that are told from their texts, and what a reference counts of them. */
class ColumnKindsTest {

  private static final String[] WORDS = "the model was slow and its answer far too late".split(" ");

  @Test
  void texts_thatAreLongAndEachTheirOwn_areFreeText() {
    Layout layout = layout(texts(500, ColumnKindsTest::sentence));

    assertThat(layout.columns())
        .extracting(ColumnLayout::name)
        .containsExactly(
            "x",
            "x:tokens",
            "x:unseen",
            "x:letters",
            "x:digits",
            "x:punctuation",
            "x:whitespace",
            "x:other");
    assertThat(layout.columns()).allMatch(column -> column.kind() == ColumnKind.TEXT);
    assertThat(LayoutCodec.decode(LayoutCodec.encode(layout))).isEqualTo(layout);
  }

  @Test
  void texts_thatAreShortOrRepeatedOrWithoutSpaces_areCategories() {
    assertThat(kind(i -> "id-" + i)).isEqualTo(ColumnKind.CATEGORICAL);
    assertThat(kind(i -> "550e8400-e29b-41d4-a716-44665544" + (1000 + i)))
        .isEqualTo(ColumnKind.CATEGORICAL);
    assertThat(kind(i -> "one of the four usual answers " + i % 4))
        .isEqualTo(ColumnKind.CATEGORICAL);
    // Ruled out by the first ones.
    assertThat(kind(i -> i < 300 ? "short" : sentence(i))).isEqualTo(ColumnKind.CATEGORICAL);
  }

  @Test
  void texts_thatAreTimes_areATimestamp() {
    assertThat(kind(i -> "2001-03-" + (10 + i % 20))).isEqualTo(ColumnKind.TIMESTAMP);
    assertThat(kind(i -> i % 25 == 24 ? "soon" : "2001-03-05 10:15:00"))
        .isEqualTo(ColumnKind.TIMESTAMP);
    assertThat(kind(i -> i % 10 == 0 ? "soon" : "2001-03-05")).isEqualTo(ColumnKind.CATEGORICAL);
  }

  @ParameterizedTest
  @CsvSource({"TEXT, 8", "TIMESTAMP, 3", "CATEGORICAL, 1"})
  void kind_canBeOverridden(ColumnKind kind, int columns) {
    Layout layout = layout(monitor(kind), texts(10, i -> "2001-03-05"));

    assertThat(layout.columns()).hasSize(columns);
    assertThat(layout.columns().get(0).kind()).isEqualTo(kind);
  }

  @Test
  void millisecondsAsNumbers_areTimes_whereTheMonitorSaysSo() {
    Consumer<CellSink> rows =
        sink -> {
          for (int i = 0; i < 48; i++) {
            sink.startRow();
            sink.number(0, i * 3_600_000.0);
          }
        };
    Layout layout = layout(monitor(ColumnKind.TIMESTAMP), rows);

    Profile profile = profile(layout, rows);

    // Two of every hour; the epoch was a Thursday.
    assertThat(profile.columns().get(1).counts())
        .containsExactly(
            0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0);
    assertThat(profile.columns().get(2).counts()).containsExactly(0, 0, 0, 0, 24, 24, 0, 0, 0);
    assertThat(((NumericProfile) profile.columns().get(0)).max()).isEqualTo(47 * 3_600_000.0);
  }

  @Test
  void unseenTokens_areAsRareInTheReferenceAsInNewRowsOfItsKind() {
    SplittableRandom random = new SplittableRandom(7);
    // Tokens with frequencies like 1/rank: new ones keep coming.
    IntFunction<String> zipf =
        i -> {
          StringBuilder text = new StringBuilder();
          for (int token = 0; token < 12; token++) {
            text.append("word").append((int) Math.pow(3_000, random.nextDouble())).append(' ');
          }
          return text.toString();
        };
    List<String> texts = IntStream.range(0, 1_000).mapToObj(zipf).toList();
    Consumer<CellSink> rows = texts(1_000, texts::get);
    Layout layout = layout(monitor(ColumnKind.TEXT), rows);
    Profile reference = profile(layout, rows);

    ReferenceCounter later =
        new ReferenceCounter(List.of("x"), new ProfileBuilder.Counting(layout));
    texts(1_000, zipf).accept(later);

    double expected = ((NumericProfile) reference.columns().get(2)).moments().mean();
    double found = ((NumericProfile) later.profile().columns().get(2)).moments().mean();
    assertThat(expected).isBetween(0.2, 0.6);
    // Four standard errors of two means of 1,000 shares of 12 tokens.
    assertThat(found).isCloseTo(expected, within(4 * Math.sqrt(2 * 0.25 / 12_000)));
  }

  @Test
  void vectors_areSummedByComponent_andComparedWithTheirMean() {
    SplittableRandom random = new SplittableRandom(3);
    Consumer<CellSink> rows =
        sink -> {
          for (int i = 0; i < 400; i++) {
            sink.startRow();
            sink.vector(0, new double[] {1 + random.nextGaussian() / 8, 0.5, 0});
          }
        };
    Layout layout = layout(rows);

    Profile profile = profile(layout, rows);

    assertThat(layout.columns())
        .extracting(ColumnLayout::name)
        .containsExactly("x", "x:similarity");
    VectorGrid grid = (VectorGrid) ((ColumnLayout.Numeric) layout.columns().get(0)).frozen();
    NumericProfile norms = (NumericProfile) profile.columns().get(0);
    assertThat(norms.vectors().rows()).isEqualTo(400);
    assertThat(norms.vectors().mean(0) * grid.unit()).isCloseTo(1, within(0.03));
    assertThat(norms.vectors().mean(1) * grid.unit()).isCloseTo(0.5, within(1e-4));
    assertThat(norms.vectors().variance(0) * grid.unit() * grid.unit())
        .isCloseTo(1.0 / 64, within(0.006));
    assertThat(norms.vectors().variance(2)).isZero();
    assertThat(((NumericProfile) profile.columns().get(1)).min()).isGreaterThan(0.9);
    Profile read = ProfileCodec.decode(ProfileCodec.encode(profile));
    assertThat(((NumericProfile) read.columns().get(0)).vectors()).isEqualTo(norms.vectors());
  }

  @Test
  void vectorsOfAnotherDimension_areOfTheWrongType() {
    Consumer<CellSink> rows =
        sink -> {
          for (int i = 0; i < 10; i++) {
            sink.startRow();
            sink.vector(0, new double[i < 7 ? 2 : 3]);
          }
        };

    Profile profile = profile(layout(rows), rows);

    assertThat(profile.columns().get(0).wrongType()).isEqualTo(3);
    assertThat(profile.columns().get(1).wrongType()).isEqualTo(3);
  }

  @Test
  void vectorsOfWhichTheNormAloneIsKnown_orThatAreTooLong_areCountedByIt() {
    Layout norms =
        layout(
            sink -> {
              sink.startRow();
              sink.vector(0, 2.0);
            });
    Layout longer =
        layout(
            sink -> {
              sink.startRow();
              sink.vector(0, new double[VectorGrid.MOST + 1]);
            });

    assertThat(norms.columns()).hasSize(1);
    assertThat(longer.columns()).hasSize(1);
  }

  private static String sentence(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
    }
    return text.append(seed).toString();
  }

  private static ColumnKind kind(IntFunction<String> text) {
    return layout(texts(1_000, text)).columns().get(0).kind();
  }

  private static Consumer<CellSink> texts(int rows, IntFunction<String> text) {
    return sink -> {
      for (int i = 0; i < rows; i++) {
        sink.startRow();
        sink.text(0, text.apply(i));
      }
    };
  }

  private static Monitor monitor(ColumnKind kind) {
    return Monitor.withDefaults("delay").with("x", ColumnPolicy.DEFAULT.withKind(kind));
  }

  private static Layout layout(Consumer<CellSink> rows) {
    return layout(Monitor.withDefaults("delay"), rows);
  }

  private static Layout layout(Monitor monitor, Consumer<CellSink> rows) {
    LayoutBuilder builder = new LayoutBuilder(List.of("x"), monitor);
    rows.accept(builder);
    return builder.build();
  }

  private static Profile profile(Layout layout, Consumer<CellSink> rows) {
    ReferenceCounter counter = new ReferenceCounter(List.of("x"), layout);
    rows.accept(counter);
    return counter.profile();
  }
}
