package dev.leeway.measure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.profile.ColumnKind;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Layout;
import dev.leeway.profile.Profile;
import dev.leeway.profile.ProfileBuilder;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** New categories share a bin: the error tells how far that may be from each by itself. */
class NewNamesTest {

  private static final double EPSILON = 1e-9;

  /** Names that both sides have and the layout has not, few and many, even and lopsided. */
  @RepeatedTest(60)
  void errors_boundWhatTheBinOfNewCategoriesHides(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    ColumnLayout.Categorical layout = layout(random.nextInt(1, 6));
    Map<String, Long> reference = rows(random, layout, random.nextInt(2) == 0 ? 0 : names(random));
    Map<String, Long> current = rows(random, layout, names(random));

    for (boolean known : List.of(true, false)) {
      // Cut names are not known to be different.
      String ending = known ? "" : "x".repeat(200);
      ColumnPair binned = binned(layout, ending(reference, ending), ending(current, ending));
      ColumnPair exact = exact(reference, current);
      for (Measure measure : GroupMeasures.ALL) {
        MeasureResult onBins = ColumnMeasures.take(binned, measure).orElseThrow();
        double ofRows = ColumnMeasures.take(exact, measure).orElseThrow().value();
        double off = Math.abs(onBins.value() - ofRows);
        double error = onBins.error().orElseThrow();
        assertThat(error).as("%s known %s", measure, known).isFinite();
        assertThat(off).as("%s known %s", measure, known).isLessThanOrEqualTo(error + slack(off));
        if (known) assertThat(error).as("%s", measure).isCloseTo(off, within(slack(off)));
      }
    }
  }

  /** What bounds would hold that are true but too wide. */
  @Test
  void errors_areNone_whereNewNamesCannotMatter() {
    ColumnLayout.Categorical layout = layout(2);
    Map<String, Long> reference = Map.of("c0", 2_000L, "c1", 192L);
    Map<String, Long> current = Map.of("c0", 50L, "new", 40L, "newer", 30L);
    String cut = "x".repeat(200);
    ColumnPair binned = binned(layout, reference, ending(current, cut));

    for (Measure measure :
        List.of(
            Measure.JENSEN_SHANNON,
            Measure.HELLINGER,
            Measure.TOTAL_VARIATION,
            Measure.CHI_SQUARE,
            Measure.G)) {
      assertThat(error(binned, measure)).as("%s", measure).isCloseTo(0, within(EPSILON));
    }
    assertThat(error(binned, Measure.L_INFINITY)).isBetween(0.01, 0.6);
    // By name: psi of two new categories against that of one.
    double parts = psi(40.0 / 120) + psi(30.0 / 120);
    assertThat(error(binned(layout, reference, current), Measure.PSI))
        .isCloseTo(psi(70.0 / 120) - parts, within(EPSILON));
  }

  @Test
  void moreNamesThanAreKept_haveABoundOfAllSplits() {
    ColumnLayout.Categorical layout = layout(1);
    Map<String, Long> current = new TreeMap<>(Map.of("c0", 100L));
    IntStream.range(0, 5_000).forEach(i -> current.put("new" + i, 1L));
    ColumnPair binned = binned(layout, Map.of("c0", 1_000L), current);

    double exact = value(exact(Map.of("c0", 1_000L), current), Measure.PSI);
    double error = error(binned, Measure.PSI);
    assertThat(error).isCloseTo(value(binned, Measure.PSI) - exact, within(EPSILON));
  }

  /** What is left of a window's names after a subtraction is not all. */
  @Test
  void namesLostToASubtraction_haveABoundOfAllSplits() {
    ColumnLayout.Categorical layout = layout(1);
    Map<String, Long> window = Map.of("c0", 10L, "new", 40L, "newer", 50L);
    Profile older = profile(layout, Map.of("newer", 5L));
    Profile rest = profile(layout, window).merge(older).subtract(older);
    Map<String, Long> reference = Map.of("c0", 100L);

    ColumnPair binned =
        ColumnPair.of(
            layout, ColumnSample.of(profile(layout, reference), 0), ColumnSample.of(rest, 0));

    double off = value(binned, Measure.PSI) - value(exact(reference, window), Measure.PSI);
    assertThat(off).isGreaterThan(0.1);
    assertThat(error(binned, Measure.PSI)).isGreaterThan(off + 0.1);
  }

  @Test
  void referenceWithoutRows_hasABound_too() {
    ColumnLayout.Categorical layout = layout(1);
    Map<String, Long> window = Map.of("c0", 10L, "new", 40L, "newer", 50L);
    ColumnPair binned = binned(layout, Map.of(), ending(window, "x".repeat(200)));
    ColumnPair exact = exact(Map.of(), window);

    for (Measure measure : GroupMeasures.ALL) {
      double off = Math.abs(value(binned, measure) - value(exact, measure));
      assertThat(error(binned, measure)).as("%s", measure).isGreaterThanOrEqualTo(off - EPSILON);
    }
    assertThat(error(binned, Measure.PSI)).isPositive();
  }

  @Test
  void oneNewName_isItsOwnBin() {
    ColumnPair binned = binned(layout(1), Map.of("c0", 100L), Map.of("c0", 10L, "new", 90L));

    for (Measure measure : GroupMeasures.ALL) {
      assertThat(error(binned, measure)).as("%s", measure).isZero();
    }
  }

  private static double psi(double q) {
    return (q - 1e-4) * Math.log(q / 1e-4);
  }

  private static double slack(double off) {
    return EPSILON * Math.max(1, off);
  }

  private static double error(ColumnPair pair, Measure measure) {
    return ColumnMeasures.take(pair, measure).orElseThrow().error().orElseThrow();
  }

  private static double value(ColumnPair pair, Measure measure) {
    return ColumnMeasures.take(pair, measure).orElseThrow().value();
  }

  private static ColumnLayout.Categorical layout(int categories) {
    return new ColumnLayout.Categorical(
        "x",
        ColumnKind.CATEGORICAL,
        IntStream.range(0, categories).mapToObj(i -> "c" + i).toList());
  }

  private static int names(SplittableRandom random) {
    return new int[] {0, 1, 2, 5, 60}[random.nextInt(5)];
  }

  private static Map<String, Long> rows(
      SplittableRandom random, ColumnLayout.Categorical layout, int names) {
    Map<String, Long> rows = new TreeMap<>();
    for (String category : layout.categories()) {
      rows.put(category, (long) random.nextInt(200));
    }
    rows.put("c0", random.nextLong(1, 4_000));
    int most = random.nextInt(2) == 0 ? 2 : 300;
    for (int i = 0; i < names; i++) {
      rows.put("new" + random.nextInt(80), random.nextLong(1, most));
    }
    rows.values().removeIf(count -> count == 0);
    return rows;
  }

  private static Map<String, Long> ending(Map<String, Long> rows, String ending) {
    Map<String, Long> all = new TreeMap<>();
    rows.forEach((name, count) -> all.put(name.startsWith("c") ? name : name + ending, count));
    return all;
  }

  private static ColumnPair exact(Map<String, Long> reference, Map<String, Long> current) {
    return ColumnPair.of(
        new ExactSample.Categories(reference), new ExactSample.Categories(current));
  }

  private static ColumnPair binned(
      ColumnLayout.Categorical layout, Map<String, Long> reference, Map<String, Long> current) {
    return ColumnPair.of(
        layout,
        ColumnSample.of(profile(layout, reference), 0),
        ColumnSample.of(profile(layout, current), 0));
  }

  private static Profile profile(ColumnLayout layout, Map<String, Long> rows) {
    ProfileBuilder builder =
        new ProfileBuilder(new ProfileBuilder.Counting(new Layout(List.of(layout))));
    rows.forEach(
        (name, count) -> {
          byte[] bytes = name.getBytes(UTF_8);
          for (long i = 0; i < count; i++) {
            builder.startRow();
            builder.text(0, bytes, 0, bytes.length);
          }
        });
    return builder.build();
  }
}
