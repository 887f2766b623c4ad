package dev.leeway.app.process;

import dev.leeway.directory.ReferenceTail;
import dev.leeway.event.ModelRef;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the process tells of the references it knows, and of records that are none. */
final class ReferenceWatch {

  private ReferenceWatch() {}

  /** A record that is refused concerns one model, so the part stays well and says so. */
  static void begin(ReferenceTail references, HealthBoard health, MeterRegistry meters) {
    health.watch(
        "references",
        () -> "",
        () -> references.refused() == 0 ? "" : "refused " + references.lastRefusal());
    FunctionCounter.builder("leeway.references.refused", references, ReferenceTail::refused)
        .description("Records of the references topic that are no reference that can be used")
        .register(meters);
  }

  /** Versions by model, of everything configured or published. */
  static SortedMap<String, List<String>> versions(ReferenceTail references) {
    SortedMap<String, List<String>> versions = new TreeMap<>();
    references.names().forEach(name -> versions.put(name, new ArrayList<>()));
    for (ModelRef model : references.models()) {
      versions.computeIfAbsent(model.name(), name -> new ArrayList<>()).add(model.version());
    }
    return versions;
  }
}
