package dev.leeway.flink;

import static java.util.Objects.requireNonNull;

import dev.leeway.testkit.DriftEngine;
import dev.leeway.testkit.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The drift job on a cluster of its own in this process, restarted from what it has kept. */
final class FlinkEngine implements DriftEngine {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Stage stage;
  private int parallelism = 1;
  private @Nullable JobClient job;
  private @Nullable String savepoint;

  FlinkEngine(Stage stage) {
    this.stage = stage;
  }

  void parallelism(int tasks) {
    parallelism = tasks;
  }

  /** What the next start goes on from. */
  void savepoint(Path folder) {
    savepoint = folder.toUri().toString();
  }

  /** Where the last stop has left the job's state. */
  Path savepoint() {
    return Path.of(URI.create(requireNonNull(savepoint, "not stopped")));
  }

  @Override
  public void start() {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints().toUri().toString());
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    kept().ifPresent(path -> configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    DriftJobSettings defaults =
        DriftJobSettings.withDefaults(
            "drift-" + stage.topics().prefix(),
            Map.of("bootstrap.servers", stage.bootstrapServers()),
            stage.topics());
    DriftJobSettings quick =
        new DriftJobSettings(
            defaults.applicationId(),
            defaults.kafka(),
            defaults.topicPrefix(),
            defaults.partitions(),
            Duration.ofMillis(500),
            4,
            defaults.maxProfiles(),
            Duration.ofMinutes(1));
    new DriftJobGraph(quick, StagedSurroundings.of(stage)).addTo(environment);
    try {
      job = environment.executeAsync("drift");
    } catch (Exception e) { // what executeAsync declares
      throw new IllegalStateException("the job cannot start", e);
    }
  }

  /** With a savepoint, which the next start goes on from. */
  @Override
  public void stop() {
    JobClient running = running();
    try {
      savepoint =
          running
              .stopWithSavepoint(
                  false,
                  stage.folder().resolve("savepoints").toUri().toString(),
                  SavepointFormatType.CANONICAL)
              .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("no savepoint", e);
    }
    awaitEnd(running);
    job = null;
  }

  /** Without one: the next start goes on from the last checkpoint. */
  @Override
  public void crash() {
    JobClient running = running();
    running.cancel();
    awaitEnd(running);
    savepoint = null;
    job = null;
  }

  @Override
  public void close() {
    if (job != null) crash();
  }

  JobStatus status() throws ExecutionException, InterruptedException {
    return running().getJobStatus().get();
  }

  private JobClient running() {
    if (job == null) throw new IllegalStateException("not running");
    return job;
  }

  private static void awaitEnd(JobClient job) {
    // However it ended: its result is an error when it was cancelled.
    job.getJobExecutionResult()
        .handle((result, error) -> error == null)
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  private Path checkpoints() {
    return stage.folder().resolve("checkpoints");
  }

  /** The savepoint, else the newest checkpoint that is whole. */
  private Optional<String> kept() {
    if (savepoint != null) return Optional.of(savepoint);
    if (!Files.exists(checkpoints())) return Optional.empty();
    try (Stream<Path> files = Files.walk(checkpoints())) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
          .map(file -> file.getParent().toUri().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
