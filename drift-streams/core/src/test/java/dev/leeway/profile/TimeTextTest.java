package dev.leeway.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {

  @RepeatedTest(20)
  void millis_areThoseOfJavaTime(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    for (int i = 0; i < 500; i++) {
      // From year 0 to 9999.
      Instant at =
          Instant.ofEpochMilli(random.nextLong(-62_167_219_200_000L, 253_402_300_800_000L));
      ZoneOffset zone = ZoneOffset.ofTotalSeconds(60 * random.nextInt(-18 * 60, 18 * 60 + 1));
      OffsetDateTime there = at.atOffset(zone);
      if (there.getYear() < 0 || there.getYear() > 9_999) continue;
      String text = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(there);

      assertThat(millis(text)).as(text).isEqualTo(at.toEpochMilli());
      assertThat(millis(text.replace('T', ' '))).as(text).isEqualTo(at.toEpochMilli());
    }
  }

  @Test
  void everyDay_isThatOfJavaTime() {
    for (LocalDate day = LocalDate.of(1899, 12, 30); day.getYear() < 2105; day = day.plusDays(1)) {
      assertThat(millis(day.toString())).isEqualTo(day.toEpochDay() * 86_400_000);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01, 0",
    "1970-01-01T00:01, 60000",
    "1970-01-01t00:00:01z, 1000",
    "1970-01-01T00:00:00.5, 500",
    "'1970-01-01T00:00:00,123456789Z', 123",
    "1970-01-01T02:00:00+02, 0",
    "1970-01-01T00:00-0130, 5400000",
    "1969-12-31T23:59:59.999Z, -1",
    "0000-02-29, -62162121600000"
  })
  void otherForms_areRead(String text, long millis) {
    assertThat(millis(text)).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1970",
        "1970-1-1",
        "1970-01-0",
        "1970/01/01",
        "1970-13-01",
        "1970-00-01",
        "2001-02-29",
        "1900-02-29",
        "1970-04-31",
        "1970-01-00",
        "1970-01-01T",
        "1970-01-01T1",
        "1970-01-01T10",
        "1970-01-01X10:00",
        "1970-01-01T24:00",
        "1970-01-01T10:60",
        "1970-01-01T10:00:60",
        "1970-01-01T10:00:0",
        "1970-01-01T10:00:00.",
        "1970-01-01T10:00:00.1234567890",
        "1970-01-01T10:00:00+",
        "1970-01-01T10:00:00+1",
        "1970-01-01T10:00:00+19:00",
        "1970-01-01T10:00:00+01:60",
        "1970-01-01T10:00:00+01-00",
        "1970-01-01T10:00:00 UTC",
        "1970-01-01T10:00:00Z ",
        " 1970-01-01",
        "a970-01-01"
      })
  void others_areNoTimes(String text) {
    assertThat(millis(text)).isEqualTo(TimeText.NONE);
  }

  @Test
  void millis_readsItsSpanOnly() {
    byte[] bytes = "91970-01-02T00:00:00Z9".getBytes(UTF_8);

    assertThat(TimeText.millis(bytes, 1, 10)).isEqualTo(86_400_000);
    assertThat(TimeText.millis(bytes, 1, bytes.length - 2)).isEqualTo(86_400_000);
  }

  private static long millis(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return TimeText.millis(bytes, 0, bytes.length);
  }
}
