package dev.leeway.config.yaml;

import static java.util.Objects.requireNonNull;

/**
 * Text that must not be shown. It comes from a reference in the settings, never from the settings
 * themselves, and its {@link #toString} hides it.
 *
 * @param revealed the text; only for whoever authenticates with it
 */
public record Secret(String revealed) {

  public Secret {
    requireNonNull(revealed, "revealed");
  }

  @Override
  public String toString() {
    return "<secret>";
  }
}
