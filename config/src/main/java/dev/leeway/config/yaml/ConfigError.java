package dev.leeway.config.yaml;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.Optional;

/**
 * One thing that is wrong with the settings.
 *
 * @param path the key from the top, for example {@code alerting.targets[0].url}; empty for the
 *     document as a whole
 * @param message what is wrong; never the value of a secret
 * @param suggestion what was probably meant
 */
public record ConfigError(
    Position position, String path, String message, Optional<String> suggestion)
    implements Comparable<ConfigError> {

  private static final Comparator<ConfigError> ORDER =
      Comparator.comparing((ConfigError error) -> error.position().source())
          .thenComparingInt(error -> error.position().line())
          .thenComparingInt(error -> error.position().column())
          .thenComparing(ConfigError::path)
          .thenComparing(ConfigError::message);

  public ConfigError {
    requireNonNull(position, "position");
    requireNonNull(path, "path");
    requireNonNull(message, "message");
    requireNonNull(suggestion, "suggestion");
  }

  /** The file, or the environment variable. */
  public String file() {
    return position.source();
  }

  /** From 1; 0 where the source has no lines. */
  public int line() {
    return position.line();
  }

  /** From 1; 0 where the source has no lines. */
  public int column() {
    return position.column();
  }

  /** By file, then by place. */
  @Override
  public int compareTo(ConfigError other) {
    return ORDER.compare(this, other);
  }

  /** {@code file:line:column: path: message; did you mean "suggestion"?} */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(position).append(": ");
    if (!path.isEmpty()) text.append(path).append(": ");
    text.append(message);
    suggestion.ifPresent(meant -> text.append("; did you mean \"").append(meant).append("\"?"));
    return text.toString();
  }
}
