package dev.leeway.wire;

import java.nio.ByteBuffer;

/** The bytes of a buffer, its position unmoved. */
final class Buffers {

  private Buffers() {}

  static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
