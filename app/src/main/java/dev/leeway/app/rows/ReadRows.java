package dev.leeway.app.rows;

import static java.util.Objects.requireNonNull;

/**
 * What was read of a file.
 *
 * @param rows number of rows
 * @param bytes size of the file
 * @param sha256 of the file as it lies on the disk, in hexadecimal
 */
public record ReadRows(long rows, long bytes, String sha256) {

  public ReadRows {
    requireNonNull(sha256, "sha256");
  }
}
