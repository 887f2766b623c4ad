package dev.leeway.app.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeCellTest {

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T10:15:30Z, 2026-03-01T10:15:30Z",
    "2026-03-01T10:15:30.125+01:00, 2026-03-01T09:15:30.125Z",
    "2026-03-01 10:15:30.125, 2026-03-01T10:15:30.125Z",
    "2026-03-01 10:15:30+00:00, 2026-03-01T10:15:30Z",
    "2026-03-01T10:15, 2026-03-01T10:15:00Z",
    "2026-03-01, 2026-03-01T00:00:00Z",
    "1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59.999Z",
  })
  void millis_ofText_isIsoIn_utcWithoutOffset(String text, Instant time) {
    assertThat(TimeCell.millis(text)).hasValue(time.toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "yesterday", "2026-13-01", "2026-03-01T25:00:00Z", "01.03.2026", "12:00:00"})
  void millis_ofOtherText_isEmpty(String text) {
    assertThat(TimeCell.millis(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1_772_360_130, 1_772_360_130_000.0, 1.77236013e15, 1.77236013e18})
  void millis_ofANumber_goesByItsSize(double number) {
    assertThat(TimeCell.millis(number))
        .hasValue(Instant.parse("2026-03-01T10:15:30Z").toEpochMilli());
  }

  @Test
  void millis_ofANumberThatIsNone_isEmpty() {
    assertThat(TimeCell.millis(Double.NaN)).isEmpty();
    assertThat(TimeCell.millis(Double.POSITIVE_INFINITY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e300, -1e300, 1e20})
  void millis_ofANumberTooLargeForATime_isEmpty(double number) {
    assertThat(TimeCell.millis(number)).isEmpty();
  }
}
