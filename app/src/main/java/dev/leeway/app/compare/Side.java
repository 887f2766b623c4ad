package dev.leeway.app.compare;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One of the two that are compared.
 *
 * @param file as it was named
 * @param referenceId of a reference that was made before; empty for a table
 */
public record Side(String file, long rows, Optional<String> referenceId) {

  public Side {
    requireNonNull(file, "file");
    requireNonNull(referenceId, "referenceId");
  }
}
