package dev.leeway.app.demo;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * One flight of the first quarter of 2001.
 *
 * @param id unique in the data set
 * @param departs local time of the origin, taken as UTC
 * @param delay minutes late at arrival; negative for early
 * @param distance in miles
 */
record Flight(
    String id, LocalDateTime departs, int delay, int distance, String origin, String destination) {

  /** What the model is to foretell. */
  boolean delayed() {
    return delay > 15;
  }

  String eventTime() {
    return departs.atOffset(ZoneOffset.UTC).toInstant().toString();
  }
}
