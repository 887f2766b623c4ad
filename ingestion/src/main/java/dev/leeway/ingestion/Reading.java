package dev.leeway.ingestion;

import dev.leeway.eventlog.EncodedEvent;
import java.util.List;

/**
 * What a body held.
 *
 * @param events those without flaws, in order
 */
record Reading(List<EncodedEvent> events, Flaws flaws) {

  Reading {
    events = List.copyOf(events);
  }
}
