package dev.leeway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

  private static final Secret SECRET = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://example.com/",
        "https:///path",
        "https://user:pw@example.com/",
        "https://example.com/#x",
        "https://example.com./",
        "http://2130706433/",
        "http://127.1/",
        "http://0/",
        "http://0x7f000001/",
        "/relative"
      })
  void new_refusesOddAddresses(String uri) {
    assertThatThrownBy(() -> target(uri)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void new_refusesATargetWithoutSecret() {
    assertThatThrownBy(
            () ->
                new Target(
                    "ci", URI.create("https://example.com/"), List.of(), RetryPolicy.DEFAULT))
        .hasMessageContaining("needs a secret");
  }

  @Test
  void toString_showsNeitherSecretNorPath() {
    Target target = target("https://example.com/hooks/token-123?key=456");
    assertThat(target.toString())
        .contains("example.com")
        .doesNotContain("token-123")
        .doesNotContain("456")
        .doesNotContain("MfKQ");
    assertThat(String.valueOf(SECRET)).isEqualTo("<secret>");
  }

  private static Target target(String uri) {
    return new Target("ci", URI.create(uri), List.of(SECRET), RetryPolicy.DEFAULT);
  }
}
