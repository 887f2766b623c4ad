package dev.leeway.inboxes;

/** Texts that a target takes only up to a length. */
final class Cut {

  private Cut() {}

  /** The text, or as much of it as fits, with a mark that there was more. */
  static String to(int longest, String text) {
    if (text.length() <= longest) return text;
    int end = longest - 1;
    if (Character.isHighSurrogate(text.charAt(end - 1))) end--;
    return text.substring(0, end) + "…";
  }
}
