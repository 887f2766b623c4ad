package dev.leeway.call;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a message may go. Without rules, whoever can name a target could have this process call
 * services that only it can reach. Public addresses over https on 443 or 8443 are open; ranges that
 * are not public, plain http and other ports need a range that allows them.
 *
 * @param allowed ranges that lift these rules. Metadata services of clouds are only reached if they
 *     are named one by one
 */
public record AddressRules(List<AddressRange> allowed) {

  /** Public addresses only. */
  public static final AddressRules PUBLIC = new AddressRules(List.of());

  private static final Set<Integer> PORTS = Set.of(443, 8443);

  /**
   * Not public, after the special-purpose registries of IANA (RFC 6890), with the tunnels that can
   * carry such an address inside (NAT64, Teredo, 6to4). Mapped IPv4 addresses are IPv4 addresses to
   * Java.
   */
  private static final List<AddressRange> NOT_PUBLIC =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "::/96",
              "64:ff9b::/96",
              "64:ff9b:1::/48",
              "100::/64",
              "2001::/32",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20",
              "5f00::/16",
              "fc00::/7",
              "fe80::/10",
              "fec0::/10",
              "ff00::/8")
          .map(AddressRange::of)
          .toList();

  private static final List<AddressRange> METADATA =
      Stream.of("169.254.169.254", "fd00:ec2::254").map(AddressRange::of).toList();

  public AddressRules {
    allowed = List.copyOf(allowed);
  }

  /** Allows the given ranges as well. */
  public static AddressRules allowing(String... ranges) {
    return new AddressRules(Stream.of(ranges).map(AddressRange::of).toList());
  }

  /** These rules, with the ranges that others allow as well. */
  public AddressRules and(AddressRules others) {
    return new AddressRules(Stream.concat(allowed.stream(), others.allowed().stream()).toList());
  }

  /** Whether something may be called at the address its name was resolved to. */
  boolean permits(URI uri, InetAddress address) {
    return permits(address, publicPort(uri));
  }

  /** The same for what speaks no HTTP; with a range that allows it, or over a public port. */
  public boolean permits(InetAddress address, boolean publicPort) {
    if (METADATA.stream().anyMatch(range -> range.contains(address))) {
      return allowed.stream().anyMatch(range -> range.single() && range.contains(address));
    }
    if (allowed.stream().anyMatch(range -> range.contains(address))) return true;
    return publicPort && NOT_PUBLIC.stream().noneMatch(range -> range.contains(address));
  }

  private static boolean publicPort(URI uri) {
    return "https".equals(uri.getScheme()) && PORTS.contains(WebAddress.port(uri));
  }
}
