package dev.leeway.store;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;

/**
 * One partition's step from what the store says to what it shall say.
 *
 * @param from the store's next offset before; empty if the store has never heard of the partition
 */
public record Advance(OptionalLong from, Position to) {

  public Advance {
    requireNonNull(from, "from");
    requireNonNull(to, "to");
  }
}
