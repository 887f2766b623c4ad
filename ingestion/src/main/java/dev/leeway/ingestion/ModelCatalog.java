package dev.leeway.ingestion;

import dev.leeway.monitor.Monitor;
import java.util.List;
import java.util.Optional;

/**
 * The models that are watched. Safe for many threads; answers may change while the gateway runs.
 */
public interface ModelCatalog {

  /** How the model is watched, if it is. */
  Optional<Monitor> monitor(String model);

  /** Names of all models, in order. */
  List<String> models();
}
