package dev.leeway.app.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkingTest {

  @Test
  void parse_takesRowsAndSpans() {
    assertThat(Chunking.parse("5000")).contains(new Chunking.Rows(5_000));
    assertThat(Chunking.parse("1d")).contains(new Chunking.Span(Duration.ofDays(1), "1d"));
    assertThat(Chunking.parse("1d").orElseThrow().text()).isEqualTo("time:1d");
    assertThat(Chunking.parse("5000").orElseThrow().text()).isEqualTo("rows:5000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "0d", "1.5h", "5k", "1w", "99999999999999999999"})
  void parse_refusesAllElse(String text) {
    assertThat(Chunking.parse(text)).isEmpty();
  }
}
