package dev.leeway.config.yaml;

import static java.util.Objects.requireNonNull;

/**
 * Where a setting stands.
 *
 * @param source the file's name as shown to people, or the environment variable
 * @param line from 1; 0 for a source without lines
 * @param column from 1; 0 for a source without lines
 */
public record Position(String source, int line, int column) {

  public Position {
    requireNonNull(source, "source");
    if (line < 0 || column < 0) throw new IllegalArgumentException(line + ":" + column);
  }

  /** A source as a whole, for example a file that cannot be opened. */
  public static Position of(String source) {
    return new Position(source, 0, 0);
  }

  /** {@code file:line:column}, or the source alone. */
  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line + ":" + column;
  }
}
