package dev.leeway.call;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {

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
  void checked_refusesOddAddresses(String uri) {
    assertThatThrownBy(() -> WebAddress.checked(URI.create(uri)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
