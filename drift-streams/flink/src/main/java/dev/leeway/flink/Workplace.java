package dev.leeway.flink;

import dev.leeway.bundle.ModelDirectory;
import dev.leeway.directory.ReferenceTail;
import dev.leeway.registry.PatientRegistry;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.topics.Topics;
import dev.leeway.wire.Wires;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all tasks of one job in one process share: the registry and the model directory. The first
 * task opens it, the last one closes it.
 */
final class Workplace implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Workplace.class);

  /** How long a task waits for a registry that is away before it fails and is started again. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Map<String, Workplace> OPEN = new HashMap<>();

  private final String job;
  private final SchemaRegistry connection;
  private final Wires wires;
  private final ReferenceTail directory;
  private int tasks;

  private Workplace(String job, DriftJobSettings settings, Surroundings surroundings) {
    this.job = job;
    connection = surroundings.registry();
    wires =
        new Wires(
            new PatientRegistry(connection, PATIENCE), settings.topics(), surroundings.mappings());
    directory =
        new ReferenceTail(
            new HashMap<>(settings.kafka()),
            wires.topics(),
            wires.references(),
            surroundings.monitors());
  }

  /**
   * Joins the job's workplace in this process.
   *
   * @param job Flink's id of the job
   */
  static Workplace join(String job, DriftJobSettings settings, Surroundings surroundings) {
    synchronized (OPEN) {
      Workplace found = OPEN.computeIfAbsent(job, id -> new Workplace(id, settings, surroundings));
      found.tasks++;
      return found;
    }
  }

  ModelDirectory directory() {
    return directory;
  }

  Topics topics() {
    return wires.topics();
  }

  Wires wires() {
    return wires;
  }

  /** Leaves it; to be called once per task. */
  @Override
  public void close() {
    synchronized (OPEN) {
      if (--tasks > 0) return;
      OPEN.remove(job);
    }
    directory.close();
    if (connection instanceof AutoCloseable open) {
      try {
        open.close();
      } catch (Exception e) { // AutoCloseable.close declares no less
        LOG.debug("The registry's client did not close", e);
      }
    }
  }
}
