package dev.leeway.profile;

import java.util.Arrays;

/**
 * Looks through a text in UTF-8 once: how long it is, of what characters, and its tokens. A token
 * is a run of letters, digits and marks on them, without regard to case; text in scripts that do
 * not separate words is few, long tokens. For one thread; what {@link #scan} found holds until the
 * next.
 */
public final class TextScan {

  private static final int LETTER = 0;
  private static final int DIGIT = 1;
  private static final int PUNCTUATION = 2;
  private static final int WHITESPACE = 3;
  private static final int OTHER = 4;
  private static final int REPLACEMENT = 0xFFFD;

  /** Classes of ASCII, which most text is. */
  private static final byte[] ASCII = new byte[128];

  static {
    for (int c = 0; c < ASCII.length; c++) {
      ASCII[c] = (byte) classOf(c);
    }
  }

  private final int[] classes = new int[OTHER + 1];
  private int codePoints;
  private int tokens;

  /** Takes the tokens of a text, in order. */
  @FunctionalInterface
  public interface TokenSink {
    void token(long hash);
  }

  /** Looks through the bytes; those that are no UTF-8 count as replacement characters. */
  public void scan(byte[] bytes, int offset, int length, TokenSink sink) {
    Arrays.fill(classes, 0);
    codePoints = 0;
    tokens = 0;
    long hash = 0;
    int inToken = 0;
    int end = offset + length;
    for (int at = offset; at < end; ) {
      int c = bytes[at];
      int size = 1;
      if (c < 0) {
        c = decoded(bytes, at, end);
        size = c == REPLACEMENT ? skipped(bytes, at, end) : sizeOf(c);
      }
      at += size;
      codePoints++;
      int kind = c < 128 ? ASCII[c] : classOf(c);
      classes[kind]++;
      if (kind <= DIGIT) {
        hash = mixed(hash, c);
        inToken++;
      } else if (inToken > 0) {
        tokens++;
        sink.token(finished(hash));
        hash = 0;
        inToken = 0;
      }
    }
    if (inToken > 0) {
      tokens++;
      sink.token(finished(hash));
    }
  }

  public int codePoints() {
    return codePoints;
  }

  public int tokens() {
    return tokens;
  }

  public int whitespace() {
    return classes[WHITESPACE];
  }

  /** Share of the code points that the facet is about; 0 for an empty text. */
  double share(Facet facet) {
    int count =
        switch (facet) {
          case LETTERS -> classes[LETTER];
          case DIGITS -> classes[DIGIT];
          case PUNCTUATION -> classes[PUNCTUATION];
          case WHITESPACE -> classes[WHITESPACE];
          case OTHER -> classes[OTHER];
          default -> throw new IllegalArgumentException(facet + " is no class of characters");
        };
    return codePoints == 0 ? 0 : (double) count / codePoints;
  }

  private static int classOf(int c) {
    if (Character.isWhitespace(c) || Character.isSpaceChar(c)) return WHITESPACE;
    return switch (Character.getType(c)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK ->
          LETTER;
      case Character.DECIMAL_DIGIT_NUMBER -> DIGIT;
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          PUNCTUATION;
      default -> OTHER;
    };
  }

  /** The code point of several bytes that starts here; the replacement where there is none. */
  private static int decoded(byte[] bytes, int at, int end) {
    int first = bytes[at] & 0xFF;
    int size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || at + size > end) return REPLACEMENT;
    int c = first & (0x7F >> size);
    for (int i = 1; i < size; i++) {
      if ((bytes[at + i] & 0xC0) != 0x80) return REPLACEMENT;
      c = (c << 6) | (bytes[at + i] & 0x3F);
    }
    boolean valid = sizeOf(c) == size && c <= Character.MAX_CODE_POINT && !isSurrogate(c);
    return valid ? c : REPLACEMENT;
  }

  private static boolean isSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  private static int sizeOf(int c) {
    return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  }

  /** Bytes that a replacement character stands for: its own three, or a byte that is no UTF-8. */
  private static int skipped(byte[] bytes, int at, int end) {
    boolean itself =
        at + 3 <= end
            && bytes[at] == (byte) 0xEF
            && bytes[at + 1] == (byte) 0xBF
            && bytes[at + 2] == (byte) 0xBD;
    return itself ? 3 : 1;
  }

  private static long mixed(long hash, int c) {
    return (hash ^ Character.toLowerCase(c) + 1L) * 0x9E3779B97F4A7C15L;
  }

  /** MurmurHash3's finalizer: a bare product mixes upwards only. */
  private static long finished(long hash) {
    long mixed = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
    return mixed ^ mixed >>> 33;
  }
}
