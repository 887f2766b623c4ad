package dev.leeway.flink;

import java.util.Arrays;

/** The key of an open prediction, as what Flink tells entries of state apart by. */
final class JoinKey {

  private final byte[] bytes;

  /**
   * @param bytes that nobody changes
   */
  JoinKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Not a copy. */
  byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JoinKey that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
