package dev.leeway.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class VectorSumsTest {

  private static final VectorSums TWO = new VectorSums(2, new long[] {4, -6}, new long[] {10, 26});
  private static final VectorSums ONE = new VectorSums(1, new long[] {1, -1}, new long[] {1, 1});

  @Test
  void meanAndVariance_areThoseOfTheRows() {
    // (1, -5) and (3, -1)
    assertThat(TWO.mean(0)).isEqualTo(2);
    assertThat(TWO.mean(1)).isEqualTo(-3);
    assertThat(TWO.variance(0)).isEqualTo(1);
    assertThat(TWO.variance(1)).isEqualTo(4);
  }

  @Test
  void squaredDistance_isLessWhatNoiseMakes() {
    // (2 - 1)^2 + (-3 + 1)^2 less (1 + 4) / 2 for the two rows and nothing for the one.
    assertThat(TWO.squaredDistance(ONE)).isCloseTo(5 - 2.5, within(1e-12));
    assertThatIllegalArgumentException().isThrownBy(() -> TWO.squaredDistance(VectorSums.NONE));
  }

  @Test
  void subtract_undoesMerge() {
    VectorSums both = TWO.merge(ONE);

    assertThat(both.rows()).isEqualTo(3);
    assertThat(both.subtract(ONE)).isEqualTo(TWO);
    assertThat(both.subtract(TWO)).isEqualTo(ONE);
    assertThat(both.subtract(both)).isEqualTo(VectorSums.NONE);
    assertThat(both.subtract(VectorSums.NONE)).isEqualTo(both);
    assertThat(VectorSums.NONE.merge(ONE)).isEqualTo(ONE);
    assertThat(ONE.merge(VectorSums.NONE)).isEqualTo(ONE);
  }

  @Test
  void otherDimensionsAndNegativeSums_areRefused() {
    VectorSums wide = new VectorSums(1, new long[3], new long[3]);

    assertThatIllegalArgumentException().isThrownBy(() -> TWO.merge(wide));
    assertThatIllegalArgumentException().isThrownBy(() -> TWO.subtract(wide));
    assertThatIllegalArgumentException().isThrownBy(() -> ONE.subtract(TWO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VectorSums(1, new long[1], new long[] {-1}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VectorSums(0, new long[1], new long[1]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VectorSums(1, new long[0], new long[0]));
  }
}
