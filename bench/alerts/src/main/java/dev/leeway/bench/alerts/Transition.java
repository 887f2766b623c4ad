package dev.leeway.bench.alerts;

import static java.util.Objects.requireNonNull;

/**
 * That an alert opens or ends: what has to be told.
 *
 * @param fires whether it opens
 * @param windowEnd of the window that made it, in milliseconds of the epoch
 */
public record Transition(String model, boolean fires, long windowEnd) {

  public Transition {
    requireNonNull(model, "model");
  }
}
