package dev.leeway.flink;

import dev.leeway.config.FlinkSettings;
import dev.leeway.config.yaml.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job on a cluster of its own in this process, which goes on from the newest checkpoint in its
 * folder. For {@code leeway up --engine flink}, which starts it as a child and holds its input
 * open: when that ends, so does this.
 */
public final class LocalCluster {

  private static final Logger LOG = LoggerFactory.getLogger(LocalCluster.class);

  /** What the parent waits for on the output. */
  public static final String RUNNING = "leeway-flink running";

  private static final Duration CHECKPOINTS = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofMillis(200);

  private LocalCluster() {}

  /**
   * Runs until the input ends or the job fails for good; the exit code says which.
   *
   * @throws Exception what Flink throws when a job cannot be submitted
   */
  public static void main(String... arguments) throws Exception {
    JobConfiguration configuration;
    try {
      configuration = JobConfiguration.load(JobArguments.parse(arguments), System.getenv());
    } catch (ConfigException | IllegalArgumentException e) {
      LOG.error("{}", e.getMessage());
      System.exit(2);
      return;
    }
    JobClient job = start(configuration);
    CompletableFuture<Void> orphaned = CompletableFuture.runAsync(LocalCluster::awaitEndOfInput);
    awaitRunning(job);
    System.out.println(RUNNING);
    CompletableFuture.anyOf(orphaned, job.getJobExecutionResult().handle((result, error) -> error))
        .join();
    boolean asked = orphaned.isDone();
    if (!asked) LOG.error("The job ended by itself");
    System.exit(asked ? 0 : 1);
  }

  static JobClient start(JobConfiguration configuration) throws Exception {
    FlinkSettings flink = configuration.flink();
    Path checkpoints = flink.stateDir().resolve("checkpoints");
    Configuration cluster = new Configuration();
    cluster.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINTS);
    cluster.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    cluster.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    newest(checkpoints).ifPresent(path -> cluster.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(flink.parallelism(), cluster);
    new DriftJobGraph(configuration.settings(), configuration.surroundings()).addTo(environment);
    return environment.executeAsync(configuration.settings().applicationId());
  }

  /** The newest checkpoint that is whole: its metadata are written last. */
  static Optional<String> newest(Path checkpoints) throws IOException {
    if (!Files.isDirectory(checkpoints)) return Optional.empty();
    try (Stream<Path> files = Files.walk(checkpoints)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
          .map(file -> file.resolveSibling("").toUri().toString());
    }
  }

  private static void awaitRunning(JobClient job) throws InterruptedException, ExecutionException {
    JobStatus status = job.getJobStatus().get();
    while (status != JobStatus.RUNNING && !status.isGloballyTerminalState()) {
      Thread.sleep(LOOK.toMillis());
      status = job.getJobStatus().get();
    }
  }

  private static void awaitEndOfInput() {
    try {
      while (System.in.read() >= 0) {
        LOG.trace("input is only there to end");
      }
    } catch (IOException e) {
      LOG.debug("The input broke", e);
    }
  }
}
