package dev.leeway.flink;

import dev.leeway.config.FlinkSettings;
import dev.leeway.config.yaml.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.RecoveryClaimMode;
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

  /**
   * Said on the output whenever the job has begun to run and taken its first checkpoint. What else
   * is told there: {@link JobReporter}.
   */
  public static final String RUNNING = "leeway-flink running";

  private static final Duration CHECKPOINTS = Duration.ofSeconds(1);

  /** One more than is needed, for the case that the newest cannot be read. */
  private static final int RETAINED = 2;

  /** How often the parent may hear what has changed. */
  private static final Duration REPORTS = Duration.ofMillis(250);

  /** Kafka may be away for long; once it is back nobody should wait for the job. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private LocalCluster() {}

  /**
   * Runs until the input ends or the job fails for good; the exit code says which.
   *
   * @throws Exception what Flink throws when a job cannot be submitted
   */
  public static void main(String... arguments) throws Exception {
    run(DeliveryGuarantee.EXACTLY_ONCE, arguments);
  }

  static void run(DeliveryGuarantee guarantee, String... arguments) throws Exception {
    JobConfiguration configuration;
    try {
      configuration = JobConfiguration.load(JobArguments.parse(arguments), System.getenv());
    } catch (ConfigException | IllegalArgumentException e) {
      LOG.error("{}", e.getMessage());
      System.exit(2);
      return;
    }
    JobClient job;
    try {
      job = start(configuration, guarantee);
    } catch (IOException e) {
      LOG.error("The job cannot go on: {}", e.getMessage());
      System.exit(1);
      return;
    }
    CompletableFuture<Void> orphaned = CompletableFuture.runAsync(LocalCluster::awaitEndOfInput);
    CompletableFuture.anyOf(orphaned, job.getJobExecutionResult().handle((result, error) -> error))
        .join();
    boolean asked = orphaned.isDone();
    if (!asked) LOG.error("The job ended by itself");
    System.exit(asked ? 0 : 1);
  }

  private static JobClient start(JobConfiguration configuration, DeliveryGuarantee guarantee)
      throws Exception {
    FlinkSettings flink = configuration.flink();
    Path checkpoints = flink.stateDir().resolve("checkpoints");
    Configuration cluster = new Configuration();
    cluster.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINTS);
    cluster.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    cluster.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    cluster.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, RETAINED);
    cluster.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, LONGEST_WAIT);
    report(cluster);
    KeptCheckpoints.newest(checkpoints).ifPresent(folder -> goOn(cluster, folder));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(flink.parallelism(), cluster);
    new DriftJobGraph(configuration.settings(), configuration.surroundings())
        .addTo(environment, guarantee);
    return environment.executeAsync(configuration.settings().applicationId());
  }

  private static void report(Configuration cluster) {
    cluster.set(MetricOptions.JOB_STATUS_METRICS, List.of(MetricOptions.JobStatusMetrics.STATE));
    Configuration reporter = MetricOptions.forReporter(cluster, "leeway");
    reporter.set(MetricOptions.REPORTER_FACTORY_CLASS, JobReporterFactory.class.getName());
    reporter.set(MetricOptions.REPORTER_INTERVAL, REPORTS);
  }

  /** The checkpoint becomes the new job's own, which deletes it when it has a newer one. */
  private static void goOn(Configuration cluster, Path checkpoint) {
    LOG.info("Going on from {}", checkpoint);
    cluster.set(StateRecoveryOptions.SAVEPOINT_PATH, checkpoint.toUri().toString());
    cluster.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
    // Of monitors without performance nobody reads labels: what was joined before is left behind.
    cluster.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
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
