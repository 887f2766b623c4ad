package dev.leeway.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.monitor.Monitor;
import dev.leeway.profile.ColumnKind;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Cuts;
import dev.leeway.profile.Edges;
import dev.leeway.profile.Layout;
import dev.leeway.profile.Profile;
import dev.leeway.profile.ProfileBuilder;
import dev.leeway.reference.LayoutBuilder;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Counts on a grid against the same rows value by value: the error told is a true bound. */
class GridTest {

  private static final Set<Measure> BOUNDED =
      EnumSet.of(
          Measure.KS,
          Measure.WASSERSTEIN,
          Measure.WASSERSTEIN_NORMALISED,
          Measure.ENERGY,
          Measure.CRAMER_VON_MISES,
          Measure.ANDERSON_DARLING,
          Measure.MANN_WHITNEY);

  private static final Set<Measure> NOT_OF_GRIDS =
      EnumSet.of(
          Measure.CRAMER_VON_MISES_MIDRANK,
          Measure.EVIDENCE,
          Measure.EFFECT,
          Measure.L_INFINITY_ROBUST,
          Measure.Z);

  @RepeatedTest(60)
  void errors_boundWhatTheGridHides(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    double[] reference = sample(random, random.nextInt(1, 3_000));
    double[] current = sample(random, random.nextInt(1, 800));
    ColumnLayout.Numeric layout = layout(reference);
    Map<String, ColumnLayout.Numeric> grids =
        Map.of("own", layout, "few edges", few(layout, random), "no edge", noEdge());

    ColumnPair exact =
        ColumnPair.of(new ExactSample.Numbers(reference), new ExactSample.Numbers(current));
    grids.forEach(
        (name, grid) -> {
          ColumnPair binned = binned(grid, reference, current);
          for (Measure measure : BOUNDED) {
            Optional<MeasureResult> onGrid = ColumnMeasures.take(binned, measure);
            Optional<MeasureResult> ofRows = ColumnMeasures.take(exact, measure);
            assertThat(onGrid.isPresent()).as("%s", measure).isEqualTo(ofRows.isPresent());
            if (ofRows.isEmpty()) continue;
            double off = Math.abs(onGrid.get().value() - ofRows.get().value());
            assertThat(off)
                .as("%s on %s", measure, name)
                .isLessThanOrEqualTo(
                    onGrid.get().error().orElseThrow()
                        + 1e-9 * Math.max(1, Math.abs(ofRows.get().value())));
          }
        });
  }

  @RepeatedTest(20)
  void measuresOfGroups_areTheSameOnTheGridAndOfRows(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    double[] reference = sample(random, random.nextInt(20, 3_000));
    double[] current = sample(random, random.nextInt(20, 800));
    ColumnPair binned = binned(layout(reference), reference, current);
    ColumnPair exact =
        ColumnPair.of(new ExactSample.Numbers(reference), new ExactSample.Numbers(current));
    Set<Measure> others = EnumSet.complementOf(EnumSet.copyOf(BOUNDED));
    others.removeAll(NOT_OF_GRIDS);
    for (Measure measure : others) {
      double ofRows = ColumnMeasures.take(exact, measure).map(MeasureResult::value).orElse(0.0);
      double onGrid = ColumnMeasures.take(binned, measure).map(MeasureResult::value).orElse(0.0);
      assertThat(onGrid)
          .as("%s", measure)
          .isCloseTo(ofRows, within(1e-8 * Math.max(1, Math.abs(ofRows))));
    }
  }

  /** What a true but useless bound would not do. */
  @Test
  void errors_areSmall_whereThereAreRows() {
    SplittableRandom random = new SplittableRandom(1);
    double[] reference = random.doubles(20_000).toArray();
    double[] current = random.doubles(2_000).map(x -> x * 0.9 + 0.1).toArray();
    ColumnPair pair = binned(layout(reference), reference, current);

    assertThat(error(pair, Measure.KS)).isLessThan(0.02);
    assertThat(error(pair, Measure.WASSERSTEIN)).isLessThan(0.02);
    assertThat(error(pair, Measure.WASSERSTEIN_NORMALISED)).isLessThan(0.06);
    assertThat(error(pair, Measure.ENERGY)).isLessThan(0.05);
    assertThat(error(pair, Measure.CRAMER_VON_MISES)).isLessThan(2);
    assertThat(error(pair, Measure.ANDERSON_DARLING)).isLessThan(25);
    assertThat(error(pair, Measure.MANN_WHITNEY)).isLessThan(0.01 * 20_000 * 2_000);
  }

  @Test
  void groupsOfAGridWithoutDeciles_haveNoBound() {
    double[] reference = new SplittableRandom(3).doubles(500).toArray();
    ColumnLayout.Numeric own = layout(reference);
    ColumnPair few = binned(few(own, new SplittableRandom(3)), reference, reference);
    ColumnPair deciles = binned(own, reference, reference);

    for (Measure measure : List.of(Measure.PSI, Measure.TOTAL_VARIATION, Measure.PSI_DECILE)) {
      assertThat(error(few, measure)).as("%s", measure).isInfinite();
      assertThat(error(deciles, measure)).as("%s", measure).isZero();
    }
  }

  @Test
  void missingRows_areSeen_byMeasuresOfAllRows_andCountedByTheOthers() {
    double[] reference = new SplittableRandom(2).doubles(1_000).toArray();
    ColumnLayout.Numeric layout = layout(reference);
    Profile window = profile(layout, reference, 19_000);
    ColumnPair pair =
        ColumnPair.of(
            layout, ColumnSample.of(profile(layout, reference, 0), 0), ColumnSample.of(window, 0));

    for (Measure measure : Measure.values()) {
      Optional<MeasureResult> result = ColumnMeasures.take(pair, measure);
      if (result.isEmpty()) continue;
      boolean numbersOnly = ColumnMeasures.isOfNumbersOnly(measure);
      assertThat(result.get().referenceRows()).as("%s", measure).isEqualTo(1_000);
      assertThat(result.get().currentRows())
          .as("%s", measure)
          .isEqualTo(numbersOnly ? 1_000 : 20_000);
      if (!numbersOnly) assertThat(result.get().value()).as("%s", measure).isGreaterThan(0.3);
    }
    assertThat(ColumnMeasures.take(pair, Measure.KS).orElseThrow().value())
        .isCloseTo(0.95, within(1e-12));
    assertThat(ColumnMeasures.take(pair, Measure.TOTAL_VARIATION).orElseThrow().value())
        .isCloseTo(0.95, within(1e-12));
  }

  private static double error(ColumnPair pair, Measure measure) {
    return ColumnMeasures.take(pair, measure).orElseThrow().error().orElseThrow();
  }

  private static ColumnPair binned(
      ColumnLayout.Numeric layout, double[] reference, double[] current) {
    return ColumnPair.of(
        layout,
        ColumnSample.of(profile(layout, reference, 0), 0),
        ColumnSample.of(profile(layout, current, 0), 0));
  }

  private static Profile profile(ColumnLayout.Numeric layout, double[] values, int missing) {
    ProfileBuilder builder =
        new ProfileBuilder(new ProfileBuilder.Counting(new Layout(List.of(layout))));
    for (double value : values) {
      builder.startRow();
      builder.number(0, value);
    }
    for (int i = 0; i < missing; i++) {
      builder.startRow();
    }
    return builder.build();
  }

  private static ColumnLayout.Numeric layout(double[] reference) {
    LayoutBuilder builder = new LayoutBuilder(List.of("x"), Monitor.withDefaults("m"));
    for (double value : reference) {
      builder.startRow();
      builder.number(0, value);
    }
    return (ColumnLayout.Numeric) builder.build().columns().get(0);
  }

  /** A coarser grid without named cuts. */
  private static ColumnLayout.Numeric few(ColumnLayout.Numeric layout, SplittableRandom random) {
    double[] edges =
        Arrays.stream(layout.edges().toArray()).filter(edge -> random.nextInt(10) == 0).toArray();
    return new ColumnLayout.Numeric("x", ColumnKind.NUMERIC, new Edges(edges), Cuts.NONE);
  }

  private static ColumnLayout.Numeric noEdge() {
    return new ColumnLayout.Numeric("x", ColumnKind.NUMERIC, new Edges(new double[0]), Cuts.NONE);
  }

  /** Of one of several shapes: with ties or without, wide, skewed, a constant. */
  private static double[] sample(SplittableRandom random, int n) {
    double shift = random.nextInt(3) == 0 ? random.nextDouble(-3, 3) : 0;
    DoubleSupplier shape =
        switch (random.nextInt(5)) {
          case 0 -> () -> Math.rint(3 * random.nextGaussian());
          case 1 -> () -> Math.exp(2 * random.nextGaussian());
          case 2 -> () -> 5;
          case 3 -> () -> random.nextInt(200) / 10.0;
          default -> random::nextGaussian;
        };
    double[] sample = new double[n];
    Arrays.setAll(sample, i -> shape.getAsDouble() + shift);
    return sample;
  }
}
