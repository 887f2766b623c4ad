package dev.leeway.labels;

import dev.leeway.sketch.CorruptStateException;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Bytes with two more by which damage shows: of so many entries each can do with few. One damaged
 * entry of 65,536 is taken for good.
 */
final class Checked {

  private static final int LENGTH = 2;

  private Checked() {}

  static byte[] seal(byte[] bytes) {
    byte[] sealed = Arrays.copyOf(bytes, bytes.length + LENGTH);
    int check = check(bytes, bytes.length);
    sealed[bytes.length] = (byte) (check >>> Byte.SIZE);
    sealed[bytes.length + 1] = (byte) check;
    return sealed;
  }

  /**
   * What was sealed.
   *
   * @throws CorruptStateException if it is not as it was
   */
  static byte[] open(byte[] sealed) {
    int length = sealed.length - LENGTH;
    if (length < 0) throw new CorruptStateException("cut off");
    int check = check(sealed, length);
    if (sealed[length] != (byte) (check >>> Byte.SIZE) || sealed[length + 1] != (byte) check) {
      throw new CorruptStateException("bytes that do not fit their check");
    }
    return Arrays.copyOf(sealed, length);
  }

  private static int check(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
