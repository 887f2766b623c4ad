package dev.leeway.eventlog;

/**
 * What may identify a prediction. The id is the record's key on both topics, so it must look the
 * same from every client: no letters that Unicode can spell in two ways, no control characters.
 */
public final class EventIds {

  /** Longest id, in characters. */
  public static final int MAX_LENGTH = 128;

  private EventIds() {}

  /** Whether the text is 1 to 128 printable ASCII characters (space to {@code ~}). */
  public static boolean isId(CharSequence text) {
    int length = text.length();
    if (length == 0 || length > MAX_LENGTH) return false;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') return false;
    }
    return true;
  }
}
