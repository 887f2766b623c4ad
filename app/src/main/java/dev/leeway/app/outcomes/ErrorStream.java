package dev.leeway.app.outcomes;

import dev.leeway.app.compare.Detections;
import dev.leeway.app.compare.Detections.Place;
import dev.leeway.detector.Detector;
import dev.leeway.detector.DetectorKind;
import dev.leeway.detector.Signal;
import dev.leeway.performance.Answer;
import dev.leeway.performance.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The errors of a table's rows, in the order of time where rows have one, for detectors to watch:
 * whether a class is wrong, or how far off a number is.
 */
final class ErrorStream implements RowOutcomes {

  private final boolean classes;
  private final boolean timed;
  private final List<Miss> errors = new ArrayList<>();
  private long untimed;

  private record Miss(long row, long millis, double size) {}

  /**
   * @param classes whether errors are wrong classes
   * @param timed whether rows are taken in the order of time; those without one are left out then
   */
  ErrorStream(boolean classes, boolean timed) {
    this.classes = classes;
    this.timed = timed;
  }

  @Override
  public void answered(long chunk, OutcomeRow row, Answer answer) {}

  @Override
  public void labelled(long chunk, OutcomeRow row, Outcome outcome) {
    if (timed && row.millis().isEmpty()) {
      untimed++;
      return;
    }
    errors.add(new Miss(row.number() + 1, row.millis().orElse(0), outcome.error()));
  }

  /** Rows that are left out for want of a time. */
  long untimed() {
    return untimed;
  }

  /** Where each detector, with its usual settings, tells of a change. */
  Detections detect() {
    List<Miss> ordered = new ArrayList<>(errors);
    if (timed) ordered.sort(Comparator.comparingLong(Miss::millis));
    SortedMap<String, List<Place>> drifts = new TreeMap<>();
    for (DetectorKind kind : DetectorKind.values()) {
      if (classes || !kind.watchesClassesOnly()) {
        drifts.put(kind.key(), drifts(kind.make(), ordered));
      }
    }
    return new Detections(ordered.size(), timed, drifts);
  }

  private List<Place> drifts(Detector detector, List<Miss> ordered) {
    List<Place> places = new ArrayList<>();
    long watched = 0;
    for (Miss miss : ordered) {
      watched++;
      if (detector.update(miss.size) != Signal.DRIFT) continue;
      Optional<Instant> time =
          timed ? Optional.of(Instant.ofEpochMilli(miss.millis)) : Optional.empty();
      places.add(new Place(miss.row, watched, time));
    }
    return places;
  }
}
