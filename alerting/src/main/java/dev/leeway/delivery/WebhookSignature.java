package dev.leeway.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.call.Secret;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs messages after Standard Webhooks 1.0.0: HMAC-SHA256 over {@code id.timestamp.body}, the
 * body as the very bytes that are sent. Safe for many threads.
 */
public final class WebhookSignature {

  private static final String PREFIX = "whsec_";
  private static final int SHORTEST_KEY = 24;
  private static final int LONGEST_KEY = 64;
  private static final String ALGORITHM = "HmacSHA256";

  private final List<byte[]> keys;

  /**
   * @param secrets {@code whsec_} and base64 of 24 to 64 bytes each, the newest first
   * @throws IllegalArgumentException if one is not such a secret
   */
  public WebhookSignature(List<Secret> secrets) {
    keys = secrets.stream().map(WebhookSignature::key).toList();
  }

  /**
   * The value of the header {@code webhook-signature}: one signature per secret, separated by
   * spaces.
   *
   * @param id without a dot, so that the signed text can be read in one way only
   */
  public String sign(String id, Instant timestamp, byte[] body) {
    byte[] head = (id + "." + timestamp.getEpochSecond() + ".").getBytes(UTF_8);
    return keys.stream().map(key -> "v1," + hmac(key, head, body)).collect(Collectors.joining(" "));
  }

  /** The bytes a secret stands for. */
  static byte[] key(Secret secret) {
    String text = secret.reveal();
    byte[] key;
    try {
      if (!text.startsWith(PREFIX)) throw new IllegalArgumentException("prefix");
      key = Base64.getDecoder().decode(text.substring(PREFIX.length()).getBytes(US_ASCII));
    } catch (IllegalArgumentException e) {
      // Without the cause: its text can quote the secret.
      throw new IllegalArgumentException("secrets: must be whsec_ and base64");
    }
    if (key.length < SHORTEST_KEY || key.length > LONGEST_KEY) {
      throw new IllegalArgumentException("secrets: must hold 24 to 64 bytes, not " + key.length);
    }
    return key;
  }

  private static String hmac(byte[] key, byte[] head, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      mac.update(head);
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has " + ALGORITHM, e);
    }
  }
}
