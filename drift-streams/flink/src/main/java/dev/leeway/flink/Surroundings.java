package dev.leeway.flink;

import dev.leeway.monitor.Monitor;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.wire.RecordMapping;
import java.io.Serializable;
import java.util.List;

/** What a task finds or makes where it runs; it travels there with the job. */
public interface Surroundings extends Serializable {

  /** A connection to the schema registry, safe for many threads. */
  SchemaRegistry registry();

  /** How models are watched; one with a reference and no monitor gets the defaults. */
  List<Monitor> monitors();

  /** How records that are not ours are read as predictions. */
  List<RecordMapping> mappings();
}
