package dev.leeway.call;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A range of addresses in CIDR form, for example {@code 10.0.0.0/8} or {@code fd00::/8}.
 *
 * @param bits length of the prefix: 0 to 32, or to 128
 */
public record AddressRange(InetAddress network, int bits) {

  /** Digits and separators of an address only: anything else would be looked up by name. */
  private static final Pattern LITERAL =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

  public AddressRange {
    requireNonNull(network, "network");
    if (bits < 0 || bits > network.getAddress().length * Byte.SIZE) {
      throw new IllegalArgumentException("prefix length: " + bits);
    }
  }

  /**
   * The range of the given text; an address without a length is that address alone.
   *
   * @throws IllegalArgumentException if it is not an address range
   */
  public static AddressRange of(String text) {
    int slash = text.indexOf('/');
    String literal = slash < 0 ? text : text.substring(0, slash);
    if (!LITERAL.matcher(literal).matches()) {
      throw new IllegalArgumentException("not an address range: " + text);
    }
    try {
      InetAddress network = InetAddress.getByName(literal);
      int whole = network.getAddress().length * Byte.SIZE;
      return new AddressRange(
          network, slash < 0 ? whole : Integer.parseInt(text.substring(slash + 1)));
    } catch (UnknownHostException | NumberFormatException e) {
      throw new IllegalArgumentException("not an address range: " + text, e);
    }
  }

  /** Whether it is one single address. */
  boolean single() {
    return bits == network.getAddress().length * Byte.SIZE;
  }

  boolean contains(InetAddress address) {
    byte[] ours = network.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) return false;
    int whole = bits / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (ours[i] != theirs[i]) return false;
    }
    int rest = bits % Byte.SIZE;
    return rest == 0 || ((ours[whole] ^ theirs[whole]) & (0xff << (Byte.SIZE - rest)) & 0xff) == 0;
  }

  @Override
  public String toString() {
    return network.getHostAddress() + "/" + bits;
  }
}
