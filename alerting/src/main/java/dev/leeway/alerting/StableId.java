package dev.leeway.alerting;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Ids that the same facts always give, on every machine and after every restart: base32 of SHA-256,
 * in lower case and without padding, 52 letters and digits. The alphabet (RFC 4648 section 6) needs
 * no escaping in a URL, a header or the run id of a pipeline.
 */
public final class StableId {

  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

  private static final int BITS_PER_CHARACTER = 5;

  private StableId() {}

  /**
   * The id of the given facts.
   *
   * @param facts joined with {@code |}; only the last may hold one itself, so that no two lists of
   *     facts read alike
   */
  public static String of(String... facts) {
    return base32(sha256(String.join("|", facts)));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private static String base32(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (byte b : bytes) {
      buffer = (buffer << Byte.SIZE) | (b & 0xff);
      bits += Byte.SIZE;
      while (bits >= BITS_PER_CHARACTER) {
        bits -= BITS_PER_CHARACTER;
        text.append(ALPHABET.charAt((buffer >> bits) & 31));
      }
    }
    if (bits > 0) text.append(ALPHABET.charAt((buffer << (BITS_PER_CHARACTER - bits)) & 31));
    return text.toString();
  }
}
