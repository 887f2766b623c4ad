package dev.leeway.app.rows;

import java.nio.file.Path;

/** A file is not a table that can be read; says which file, where, and what to do. */
public final class RowException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private RowException(String message) {
    super(message);
  }

  /** A table that is no file, as a whole. */
  public static RowException of(String source, String problem) {
    return new RowException(source + ": " + problem);
  }

  /** The file as a whole. */
  public static RowException of(Path file, String problem) {
    return new RowException(file + ": " + problem);
  }

  /**
   * @param line from 1
   */
  public static RowException at(Path file, long line, String problem) {
    return new RowException(file + ":" + line + ": " + problem);
  }
}
