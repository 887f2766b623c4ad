package dev.leeway.performance;

import static java.util.Objects.requireNonNull;

/**
 * A column of scores.
 *
 * @param className whose score it is; empty for the positive class of two
 */
public record ScoreColumn(String className, String column) {

  public ScoreColumn {
    requireNonNull(className, "className");
    requireNonNull(column, "column");
  }

  /** What {@code COLUMN} or {@code CLASS=COLUMN} says. */
  public static ScoreColumn parse(String text) {
    int equals = text.lastIndexOf('=');
    return equals < 0
        ? new ScoreColumn("", text)
        : new ScoreColumn(text.substring(0, equals), text.substring(equals + 1));
  }
}
