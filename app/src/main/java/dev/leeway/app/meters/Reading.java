package dev.leeway.app.meters;

import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.OptionalDouble;

/** A gauge's name, what it says, its tags and its value. */
record Reading(String name, String description, Tags tags, double value) {

  /** Adds it, if there is such a number. */
  static void add(
      List<Reading> readings, String name, String description, Tags tags, OptionalDouble value) {
    value.ifPresent(number -> readings.add(new Reading(name, description, tags, number)));
  }
}
