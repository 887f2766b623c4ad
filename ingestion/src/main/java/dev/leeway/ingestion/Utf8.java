package dev.leeway.ingestion;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Strict UTF-8. A JSON parser given bytes guesses their encoding and lets overlong forms and
 * surrogates pass; so it is given characters, from here. Reusable; for one thread.
 */
final class Utf8 {

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private CharBuffer chars = CharBuffer.allocate(0);

  /** Whether the bytes are UTF-8; then {@link #chars} and {@link #length} tell their characters. */
  boolean decode(byte[] bytes, int offset, int length) {
    // UTF-8 never has more UTF-16 units than bytes.
    if (chars.capacity() < length) chars = CharBuffer.allocate(length);
    chars.clear();
    decoder.reset();
    return decoder.decode(ByteBuffer.wrap(bytes, offset, length), chars, true).isUnderflow();
  }

  /** The characters decoded last, from 0; valid until the next call. */
  char[] chars() {
    return chars.array();
  }

  int length() {
    return chars.position();
  }

  /**
   * Bytes the text takes, or -1 if half of a surrogate pair stands alone, as after {@code \\ud800}.
   */
  static int length(String text) {
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        length += 1;
      } else if (c < 0x800) {
        length += 2;
      } else if (!Character.isSurrogate(c)) {
        length += 3;
      } else if (isPair(text, i)) {
        length += 4;
        i++;
      } else {
        return -1;
      }
    }
    return length;
  }

  private static boolean isPair(String text, int i) {
    return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
  }
}
