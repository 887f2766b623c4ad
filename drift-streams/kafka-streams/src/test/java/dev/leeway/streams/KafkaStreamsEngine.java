package dev.leeway.streams;

import dev.leeway.bundle.ModelDirectory;
import dev.leeway.directory.ReferenceTail;
import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Monitor;
import dev.leeway.reference.Reference;
import dev.leeway.registry.PatientRegistry;
import dev.leeway.testkit.DriftEngine;
import dev.leeway.testkit.Stage;
import dev.leeway.wire.Wires;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The drift job as the app runs it, in this process. */
final class KafkaStreamsEngine implements DriftEngine {

  private static final Duration REGISTRY_PATIENCE = Duration.ofSeconds(60);

  private final Stage stage;
  private final Wires wires;
  private final AtomicBoolean faulty = new AtomicBoolean();
  private ReferenceTail tail;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private DriftJob job;

  KafkaStreamsEngine(Stage stage) {
    this.stage = stage;
    wires =
        new Wires(
            new PatientRegistry(stage.registry(), REGISTRY_PATIENCE), stage.topics(), List.of());
  }

  @Override
  public void start() {
    // After a crash the same job goes on: its threads are replaced.
    if (job != null) return;
    tail =
        new ReferenceTail(
            Map.of("bootstrap.servers", stage.bootstrapServers()),
            stage.topics(),
            wires.references(),
            stage.monitors());
    job =
        new DriftJob(
            new DriftJob.Parts(
                Map.of("bootstrap.servers", stage.bootstrapServers()),
                wires,
                new FaultyDirectory(),
                meters),
            new DriftJob.Run(
                "drift-" + stage.topics().prefix(),
                "only",
                stage.folder().resolve("streams").toString(),
                Duration.ofMillis(500),
                1,
                1,
                0,
                Optional.empty()));
    job.start();
  }

  /** How far a counter has come, of all starts together; 0 if it has not begun. */
  long counter(String name, String... tags) {
    Counter counter = meters.find(name).tags(tags).counter();
    return counter == null ? 0 : (long) counter.count();
  }

  @Override
  public void stop() {
    job.close();
    tail.close();
    job = null;
  }

  /**
   * The thread dies of a fault in the midst of its work, uncommitted; the next takes its place. A
   * kill of the whole process is tested where the process is made.
   */
  @Override
  public void crash() {
    faulty.set(true);
  }

  @Override
  public void close() {
    if (job != null) stop();
  }

  private final class FaultyDirectory implements ModelDirectory {

    @Override
    public Optional<Monitor> monitor(String model) {
      if (faulty.getAndSet(false)) throw new IllegalStateException("a fault for the test");
      return tail.monitor(model);
    }

    @Override
    public Optional<Reference> reference(ModelRef model, Instant paneStart) {
      return tail.reference(model, paneStart);
    }
  }
}
