package dev.leeway.call;

/**
 * A text nobody may see: not in a log, not in an error, not in an API.
 *
 * @param reveal the text itself, for the one place that needs it
 */
public record Secret(String reveal) {

  public Secret {
    if (reveal.isEmpty()) throw new IllegalArgumentException("an empty secret");
  }

  @Override
  public String toString() {
    return "<secret>";
  }
}
