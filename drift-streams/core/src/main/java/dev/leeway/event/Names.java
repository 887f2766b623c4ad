package dev.leeway.event;

/**
 * What may name a model, version or column. The letters are those that need no escaping in a URL, a
 * metric label or a file name, so a name looks the same everywhere.
 */
public final class Names {

  /** Longest name, in characters. */
  public static final int MAX_LENGTH = 128;

  private Names() {}

  /** Whether the text is 1 to 128 letters, digits or {@code _ . - /}, and no reserved word. */
  public static boolean isName(CharSequence text) {
    int length = text.length();
    if (length == 0 || length > MAX_LENGTH) return false;
    for (int i = 0; i < length; i++) {
      if (!isNameCharacter(text.charAt(i))) return false;
    }
    return !isReserved(text);
  }

  /** Names that start with two underscores are ours, for example {@code __other__}. */
  public static boolean isReserved(CharSequence text) {
    return text.length() >= 2 && text.charAt(0) == '_' && text.charAt(1) == '_';
  }

  private static boolean isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.'
        || c == '-'
        || c == '/';
  }
}
