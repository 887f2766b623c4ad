package dev.leeway.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BandTest {

  @Test
  void of_isMeanAndPopulationDeviation() {
    Band band = Band.of(new double[] {1, 2, 3, 4});

    assertThat(band.mean()).isCloseTo(2.5, within(1e-15));
    assertThat(band.deviation()).isCloseTo(Math.sqrt(1.25), within(1e-15));
    assertThat(band.chunks()).isEqualTo(4);
    assertThat(band.upper(3)).isCloseTo(2.5 + 3 * Math.sqrt(1.25), within(1e-14));
  }

  @Test
  void of_equalValues_hasNoDeviation() {
    assertThat(Band.of(new double[] {0.25, 0.25, 0.25, 0.25}).deviation()).isZero();
  }

  @Test
  void of_valuesNearTheEndOfTheDoubles_isFinite() {
    Band band = Band.of(new double[] {1.5e308, 1.7e308, 1e307});

    assertThat(band.mean()).isBetween(1e308, 1.2e308);
    assertThat(band.deviation()).isBetween(7e307, 8e307);
  }

  @Test
  void of_nothing_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Band.of(new double[0]));
  }
}
