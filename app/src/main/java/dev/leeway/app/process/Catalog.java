package dev.leeway.app.process;

import dev.leeway.directory.ReferenceTail;
import dev.leeway.ingestion.ModelCatalog;
import dev.leeway.monitor.Monitor;
import java.util.List;
import java.util.Optional;

/** The models the gateway takes events of: those the drift job knows. */
record Catalog(ReferenceTail references) implements ModelCatalog {

  @Override
  public Optional<Monitor> monitor(String model) {
    return references.known(model);
  }

  @Override
  public List<String> models() {
    return List.copyOf(references.names());
  }
}
