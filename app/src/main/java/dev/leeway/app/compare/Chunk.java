package dev.leeway.app.compare;

import static java.util.Objects.requireNonNull;

import dev.leeway.window.Window;
import java.util.Optional;

/**
 * Which rows of a table are compared together.
 *
 * @param number from 1, in order of rows or of time
 * @param firstRow number of its first row in the file, from 1
 * @param rows number of rows
 * @param window the span of time; empty where rows were counted off
 */
public record Chunk(int number, long firstRow, long rows, Optional<Window> window) {

  public Chunk {
    requireNonNull(window, "window");
    if (number < 1 || firstRow < 1 || rows < 0) {
      throw new IllegalArgumentException("chunk " + number + " at row " + firstRow + ": " + rows);
    }
  }
}
