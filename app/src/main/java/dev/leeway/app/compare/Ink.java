package dev.leeway.app.compare;

import java.nio.charset.Charset;

/**
 * What a terminal can show.
 *
 * @param colours whether it takes ANSI escape sequences
 * @param blocks whether its characters include shaded blocks
 */
public record Ink(boolean colours, boolean blocks) {

  /** For what is written in the given character set. */
  public static Ink of(boolean colours, Charset charset) {
    return new Ink(colours, charset.canEncode() && charset.newEncoder().canEncode('\u2588'));
  }

  String strong(String text) {
    return in("1", text);
  }

  public String faint(String text) {
    return in("2", text);
  }

  public String bad(String text) {
    return in("1;31", text);
  }

  public String good(String text) {
    return in("32", text);
  }

  String doubtful(String text) {
    return in("33", text);
  }

  private String in(String code, String text) {
    return colours && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
