package dev.leeway.store;

import static java.util.Objects.requireNonNull;

import dev.leeway.verdict.ColumnVerdict;

/**
 * What was concluded of one column in one window.
 *
 * @param verdict the verdict it is part of
 * @param revision the verdict's newest
 */
public record ColumnResult(VerdictKey verdict, int revision, ColumnVerdict column) {

  public ColumnResult {
    requireNonNull(verdict, "verdict");
    requireNonNull(column, "column");
  }
}
