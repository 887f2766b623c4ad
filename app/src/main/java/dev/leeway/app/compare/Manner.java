package dev.leeway.app.compare;

import static java.util.Objects.requireNonNull;

import dev.leeway.mode.Mode;
import java.util.Optional;

/**
 * How tables are compared.
 *
 * @param chunking how the current table is cut
 * @param timeColumn which of its columns says when a row happened; empty to find it out
 * @param idColumn which of its columns tells rows apart; empty for none
 * @param mode the tool whose measures and rules are taken in place of ours
 * @param exact whether from all values row by row rather than from counts; only in small files
 */
public record Manner(
    Chunking chunking,
    Optional<String> timeColumn,
    Optional<String> idColumn,
    Optional<Mode> mode,
    boolean exact) {

  public Manner {
    requireNonNull(chunking, "chunking");
    requireNonNull(timeColumn, "timeColumn");
    requireNonNull(idColumn, "idColumn");
    requireNonNull(mode, "mode");
  }

  /** The same with the given time column. */
  Manner timedBy(String column) {
    return new Manner(chunking, Optional.of(column), idColumn, mode, exact);
  }
}
