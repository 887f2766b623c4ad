package dev.leeway.wire;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;

/**
 * How a record that a team already writes is read as a prediction.
 *
 * @param record full name of its Avro schema
 * @param id field with the prediction id
 * @param time field with the event time: a timestamp in millis or micros, or a long of milliseconds
 * @param model the model's name where it is the same for all such records; else the field holds it
 * @param modelField field with the model's name, if {@code model} is empty
 * @param version the model's version, or empty for a field
 * @param versionField field with the version, if {@code version} is empty
 * @param ignored fields that are no columns; all others are
 */
public record RecordMapping(
    String record,
    String id,
    String time,
    Optional<String> model,
    Optional<String> modelField,
    Optional<String> version,
    Optional<String> versionField,
    Set<String> ignored) {

  /**
   * @throws IllegalArgumentException if model or version is given neither or both ways
   */
  public RecordMapping {
    requireNonNull(record, "record");
    requireNonNull(id, "id");
    requireNonNull(time, "time");
    ignored = Set.copyOf(ignored);
    if (model.isPresent() == modelField.isPresent()) {
      throw new IllegalArgumentException(record + ": give either model or modelField");
    }
    if (version.isPresent() == versionField.isPresent()) {
      throw new IllegalArgumentException(record + ": give either version or versionField");
    }
  }
}
