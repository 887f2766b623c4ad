package dev.leeway.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1"
      })
  void permits_noAddressThatIsNotPublic(String address) {
    assertThat(permits(AddressRules.PUBLIC, "https://h.example/", address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "223.255.255.255",
        "2606:4700::1111",
        "2003::1"
      })
  void permits_publicAddresses(String address) {
    assertThat(permits(AddressRules.PUBLIC, "https://h.example/", address)).isTrue();
    assertThat(permits(AddressRules.PUBLIC, "https://h.example:8443/", address)).isTrue();
  }

  @Test
  void permits_neitherPlainHttpNorOtherPorts() {
    assertThat(permits(AddressRules.PUBLIC, "http://h.example/", "1.1.1.1")).isFalse();
    assertThat(permits(AddressRules.PUBLIC, "https://h.example:22/", "1.1.1.1")).isFalse();
  }

  @Test
  void permits_whatIsAllowedOnPurpose() {
    AddressRules rules = AddressRules.allowing("10.0.0.0/8", "fd12::/16");
    assertThat(permits(rules, "http://ci.internal:8080/", "10.9.8.7")).isTrue();
    assertThat(permits(rules, "http://ci.internal:8080/", "fd12::7")).isTrue();
    assertThat(permits(rules, "http://ci.internal:8080/", "11.0.0.1")).isFalse();
  }

  @Test
  void permits_metadataServicesOnlyByName() {
    String uri = "http://h.example/";
    assertThat(permits(AddressRules.allowing("169.254.0.0/16"), uri, "169.254.169.254")).isFalse();
    assertThat(permits(AddressRules.allowing("0.0.0.0/0"), uri, "169.254.169.254")).isFalse();
    assertThat(permits(AddressRules.allowing("169.254.169.254"), uri, "169.254.169.254")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost/8", "10.0.0.0/33", "10.0.0/8", "", "10.0.0.0/x", "::1/129"})
  void of_refusesWhatIsNoRange(String text) {
    assertThatThrownBy(() -> AddressRange.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private static boolean permits(AddressRules rules, String uri, String address) {
    try {
      return rules.permits(URI.create(uri), InetAddress.getByName(address));
    } catch (UnknownHostException e) {
      throw new AssertionError(address, e);
    }
  }
}
