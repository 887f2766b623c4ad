package dev.leeway.flink;

import dev.leeway.bundle.PartialProfile;
import dev.leeway.bundle.PerformancePartial;
import dev.leeway.window.Tide;

/**
 * What goes from bundles to the merge. A tide speaks for the partial profiles that its source
 * partition sent before it, so both take one way: to a slot, in order.
 */
sealed interface Shipment {

  /** The Flink key of the slot it goes to. */
  int slot();

  /** Rows counted since the last shipment. */
  record Rows(int slot, PartialProfile partial) implements Shipment {}

  /** What labels have come to since the last shipment. */
  record Outcomes(int slot, PerformancePartial partial) implements Shipment {}

  /** How far a source partition has come. */
  record Tidings(int slot, Tide tide) implements Shipment {}
}
