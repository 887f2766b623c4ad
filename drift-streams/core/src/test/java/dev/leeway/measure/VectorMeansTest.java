package dev.leeway.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.profile.ColumnKind;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Cuts;
import dev.leeway.profile.Edges;
import dev.leeway.profile.Facet;
import dev.leeway.profile.Layout;
import dev.leeway.profile.Profile;
import dev.leeway.profile.ProfileBuilder;
import dev.leeway.profile.VectorGrid;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class VectorMeansTest {

  @Test
  void distance_isInTheUnitOfTheComponents() {
    // A mean of (300, 400) in the reference and of 0 in the window, without any spread.
    double[][] far = {{300, 400}, {300, 400}, {300, 400}};
    double[][] zero = {{0, 0}, {0, 0}};

    MeasureResult result = distance(far, zero).orElseThrow();

    assertThat(result.value()).isCloseTo(500, within(1e-12));
    assertThat(result.error().orElseThrow()).isBetween(0.0, 0.1);
    assertThat(result.referenceRows()).isEqualTo(3);
    assertThat(result.currentRows()).isEqualTo(2);
    assertThat(result.pValue()).isEmpty();
  }

  @RepeatedTest(20)
  void error_boundsWhatRoundingHides(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    double scale = Math.scalb(1.0, random.nextInt(-30, 30));
    double shift = random.nextInt(3) / 2.0;
    double[][] reference = vectors(random, random.nextInt(1, 60), scale, 0);
    double[][] current = vectors(random, random.nextInt(1, 60), scale, shift * scale);

    MeasureResult result = distance(reference, current).orElseThrow();

    double off = Math.abs(result.value() - byRows(reference, current));
    assertThat(off).isLessThanOrEqualTo(result.error().orElseThrow() + 1e-12 * scale);
    if (shift == 1) assertThat(result.error().orElseThrow()).isLessThan(0.01 * result.value());
  }

  @Test
  void withoutDrift_noiseIsTakenOff() {
    SplittableRandom random = new SplittableRandom(5);
    double sum = 0;
    for (int i = 0; i < 50; i++) {
      MeasureResult result =
          distance(vectors(random, 400, 1, 0), vectors(random, 100, 1, 0)).orElseThrow();
      sum += result.value() * result.value();
    }
    // With noise it were 8 (1 / 400 + 1 / 100) = 0.1.
    assertThat(sum / 50).isLessThan(0.03);
  }

  @Test
  void cutOffComponents_haveNoBound() {
    double[][] reference = {{1, 2}, {2, 1}};
    double[][] beyond = {{1e9, 2}};

    assertThat(distance(reference, beyond).orElseThrow().error())
        .hasValue(Double.POSITIVE_INFINITY);
  }

  @Test
  void columnsWithoutVectors_haveNone() {
    assertThat(distance(new double[][] {{1, 2}}, new double[0][])).isEmpty();
    ColumnPair numbers = ColumnPair.of(new ExactSample.Numbers(1), new ExactSample.Numbers(2));
    assertThat(ColumnMeasures.take(numbers, Measure.MEAN_DISTANCE)).isEmpty();
    assertThat(ColumnMeasures.usual(ColumnKind.EMBEDDING)).contains(Measure.MEAN_DISTANCE);
    assertThat(ColumnMeasures.usual(ColumnKind.NUMERIC)).doesNotContain(Measure.MEAN_DISTANCE);
  }

  /** The formula on the components as they are. */
  private static double byRows(double[][] reference, double[][] current) {
    double squared = 0;
    for (int i = 0; i < reference[0].length; i++) {
      double[] before = component(reference, i);
      double[] now = component(current, i);
      double apart = mean(before) - mean(now);
      squared += apart * apart - variance(before) / before.length - variance(now) / now.length;
    }
    return Math.sqrt(Math.max(0, squared));
  }

  private static double[] component(double[][] vectors, int i) {
    return Arrays.stream(vectors).mapToDouble(vector -> vector[i]).toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElse(0);
  }

  private static double[][] vectors(SplittableRandom random, int n, double scale, double shift) {
    double[][] vectors = new double[n][8];
    for (double[] vector : vectors) {
      Arrays.setAll(vector, i -> scale * random.nextGaussian() + shift);
    }
    return vectors;
  }

  private static Optional<MeasureResult> distance(double[][] reference, double[][] current) {
    double largest = 0;
    double[] sums = new double[reference[0].length];
    for (double[] vector : reference) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += vector[i];
        largest = Math.max(largest, Math.abs(vector[i]));
      }
    }
    ColumnLayout.Numeric layout =
        new ColumnLayout.Numeric(
            "x",
            ColumnKind.EMBEDDING,
            new Edges(new double[] {1}),
            Cuts.NONE,
            Facet.VALUE,
            VectorGrid.of(sums, largest));
    ColumnPair pair =
        ColumnPair.of(
            layout,
            ColumnSample.of(profile(layout, reference), 0),
            ColumnSample.of(profile(layout, current), 0));
    return ColumnMeasures.take(pair, Measure.MEAN_DISTANCE);
  }

  private static Profile profile(ColumnLayout layout, double[][] vectors) {
    ProfileBuilder builder =
        new ProfileBuilder(new ProfileBuilder.Counting(new Layout(List.of(layout))));
    for (double[] vector : vectors) {
      builder.startRow();
      builder.vector(0, vector, 0, vector.length);
    }
    return builder.build();
  }
}
