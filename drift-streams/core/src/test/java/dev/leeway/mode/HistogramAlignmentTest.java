package dev.leeway.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.mode.HistogramAlignment.Bin;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The numbers of TensorFlow Data Validation's own tests (tensorflow/data-validation 710b32fa,
 * metrics_test.cc, Apache-2.0).
 */
class HistogramAlignmentTest {

  @Test
  void divergence_ofBinsThatOverlapInPart() {
    assertThat(divergence(bins(1, 2, 2, 2, 3, 2), bins(2, 4, 2, 4, 6, 2)))
        .isCloseTo(0.65563906222, within(1e-5));
  }

  @Test
  void divergence_ofBinsApartIsOne() {
    assertThat(divergence(bins(0, 1, 2, 1, 2, 2), bins(3, 4, 2, 4, 6, 2))).isEqualTo(1);
  }

  @Test
  void divergence_ofAPointBesideBinsIsOne() {
    assertThat(divergence(bins(1, 1, 4), bins(2, 4, 2, 4, 6, 2))).isEqualTo(1);
    assertThat(divergence(bins(1, 1, 4), bins(2.33, 2.33, 4))).isEqualTo(1);
  }

  @Test
  void divergence_ofAPointWithinABinIsOne() {
    assertThat(divergence(bins(10, 10, 21), bins(0, 4, 150, 4, 12, 200, 12, 20, 20))).isEqualTo(1);
  }

  @Test
  void divergence_ofTheSameHistogramIsZero() {
    assertThat(divergence(bins(0, 1, 2, 1, 1, 3, 1, 2, 2), bins(0, 1, 4, 1, 1, 6, 1, 2, 4)))
        .isZero();
  }

  private static double divergence(List<Bin> reference, List<Bin> current) {
    return HistogramAlignment.align(reference, current).jensenShannon();
  }

  /** Low end, high end, rows; low end, high end, rows; ... */
  private static List<Bin> bins(double... numbers) {
    Bin[] bins = new Bin[numbers.length / 3];
    Arrays.setAll(bins, i -> new Bin(numbers[3 * i], numbers[3 * i + 1], numbers[3 * i + 2]));
    return List.of(bins);
  }
}
