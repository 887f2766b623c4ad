package dev.leeway.bundle;

import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Monitor;
import dev.leeway.reference.Reference;
import java.time.Instant;
import java.util.Optional;

/** What is known of the models: how they are watched, and what they are compared with. */
public interface ModelDirectory {

  /** The model's monitor; empty for a model nobody told us of. */
  Optional<Monitor> monitor(String model);

  /**
   * The reference that holds for a pane starting then. A reference published before a prediction
   * was sent must be found by whoever reads that prediction.
   */
  Optional<Reference> reference(ModelRef model, Instant paneStart);
}
