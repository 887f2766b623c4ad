package dev.leeway.sketch;

import org.apache.datasketches.memory.Memory;

/**
 * Reads a sketch from bytes whose checksum has already been verified. DataSketches answers damage
 * with many unchecked exceptions, with asserts where those are on, or by running out of memory; all
 * become one here.
 */
final class Heapify {

  private Heapify() {}

  static <T> T read(String what, byte[] bytes, Reader<T> reader) {
    try {
      return reader.read(Memory.wrap(bytes));
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError | AssertionError e) {
      throw new CorruptStateException("not a " + what + " sketch: " + e, e);
    }
  }

  interface Reader<T> {
    T read(Memory memory);
  }
}
