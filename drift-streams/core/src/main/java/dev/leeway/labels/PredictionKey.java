package dev.leeway.labels;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * What predictions and labels are joined by: two models may answer requests of one id.
 *
 * @param model the name without the version, as labels tell no version
 */
public record PredictionKey(String model, String id) {

  /** Bytes that stand for a long id: of so many, no two ids have the same in practice. */
  private static final int DIGEST = 16;

  /**
   * @throws IllegalArgumentException if the model's name holds the character that ends it in bytes
   */
  public PredictionKey {
    if (model.indexOf('\0') >= 0) throw new IllegalArgumentException("name of a model");
  }

  /**
   * The key in stores: the model's name, a zero byte, and the id, or of an id of {@value #DIGEST}
   * bytes or more the beginning of its SHA-256. Names of models hold no zero byte, so no two keys
   * are alike.
   */
  public byte[] toBytes() {
    byte[] name = model.getBytes(UTF_8);
    byte[] own = id.getBytes(UTF_8);
    if (own.length >= DIGEST) own = Arrays.copyOf(digest(own), DIGEST);
    byte[] key = Arrays.copyOf(name, name.length + 1 + own.length);
    System.arraycopy(own, 0, key, name.length + 1, own.length);
    return key;
  }

  /** The model's name in a key. */
  static String model(byte[] key) {
    int end = 0;
    while (end < key.length && key[end] != 0) {
      end++;
    }
    return new String(key, 0, end, UTF_8);
  }

  private static byte[] digest(byte[] id) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(id);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
