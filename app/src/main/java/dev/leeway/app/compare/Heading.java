package dev.leeway.app.compare;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What is compared and how; known before the first verdict.
 *
 * @param model the model and version; empty where only tables were named
 * @param manner with the time column that is taken
 * @param exact whether values are row-exact
 * @param notes what a careful eye would stop at
 * @param detections where detectors told of a change, if they were asked
 */
public record Heading(
    Side reference,
    Side current,
    Optional<String> model,
    Manner manner,
    boolean exact,
    List<String> notes,
    Optional<Detections> detections) {

  public Heading {
    requireNonNull(reference, "reference");
    requireNonNull(current, "current");
    requireNonNull(model, "model");
    requireNonNull(manner, "manner");
    notes = List.copyOf(notes);
    requireNonNull(detections, "detections");
  }

  /** Whether there may be more than one verdict. */
  public boolean isChunked() {
    return !(manner.chunking() instanceof Chunking.Whole);
  }
}
