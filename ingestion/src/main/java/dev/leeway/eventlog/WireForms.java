package dev.leeway.eventlog;

import static java.util.Objects.requireNonNull;

/**
 * In which forms predictions are written. Readers take all of them, in any mix.
 *
 * @param columns what the typed form is made of
 * @param batching whether several share a record
 */
public record WireForms(KnownColumns columns, Batching batching) {

  /** The map form, a record for each event. */
  public static final WireForms PLAIN = new WireForms(KnownColumns.NONE, Batching.NONE);

  public WireForms {
    requireNonNull(columns, "columns");
    requireNonNull(batching, "batching");
  }
}
