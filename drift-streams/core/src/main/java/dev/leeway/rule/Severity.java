package dev.leeway.rule;

import java.util.Locale;
import java.util.Optional;

/** How much an alert matters, the least first. */
public enum Severity {
  INFO,
  WARNING,
  CRITICAL;

  /** The name in records, JSON and configuration. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The severity of the given key, if there is one. */
  public static Optional<Severity> of(String key) {
    for (Severity severity : values()) {
      if (severity.key().equals(key)) return Optional.of(severity);
    }
    return Optional.empty();
  }
}
