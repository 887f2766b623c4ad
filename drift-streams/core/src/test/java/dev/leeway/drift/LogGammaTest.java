package dev.leeway.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against mpmath 1.3, 40 digits. */
class LogGammaTest {

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.5723649429247000870717",
    "0.75, 0.2032809514312953714814",
    "1.5, -0.1207822376352452223455",
    "2.5, 0.2846828704729191596325",
    "3.5, 1.200973602347074224816",
    "10.5, 13.94062521940376363316",
    "100.5, 361.4355404677776215553",
    "1234.5, 7550.55090107789489573",
    "1e6, 12815504.56914761165998",
    "123456789.5, 2176716248.538970873739",
    "1e12, 26631021115915.65163619"
  })
  void of_isRightToThirteenDigits(double x, double expected) {
    assertThat(LogGamma.of(x)).isCloseTo(expected, within(1e-13 * Math.max(0.1, abs(expected))));
  }

  @Test
  void of_isZeroAtOneAndTwo() {
    assertThat(LogGamma.of(1)).isCloseTo(0, within(1e-14));
    assertThat(LogGamma.of(2)).isCloseTo(0, within(1e-14));
  }

  @Test
  void of_followsTheRecurrence() {
    for (double x = 0.5; x < 1e5; x *= 1.37) {
      double next = LogGamma.of(x) + StrictMath.log(x);
      assertThat(LogGamma.of(x + 1)).isCloseTo(next, within(2e-14 * Math.max(1, abs(next))));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.5, 1.144729885849400174143",
    "1.5, 0.5, 0.4515827052894548647262",
    "30.5, 470.5, -115.673770884311855009",
    "12345.5, 67890.5, -34453.42704194903680258",
    "1000000.5, 3.5, -47.15331947552088515156"
  })
  void beta_losesNoMoreThanItsTermsAllow(double a, double b, double expected) {
    // The largest term, ln of the gamma of a + b, is a double too: its last digits are lost.
    double term = abs(LogGamma.of(a + b));
    assertThat(LogGamma.beta(a, b)).isCloseTo(expected, within(1e-15 * term + 1e-13));
  }

  private static double abs(double value) {
    return Math.abs(value);
  }
}
