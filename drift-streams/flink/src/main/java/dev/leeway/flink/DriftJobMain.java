package dev.leeway.flink;

import dev.leeway.config.yaml.ConfigException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job for {@code flink run} and for application mode: reads leeway.yaml and the monitors where
 * it is submitted, and takes parallelism, checkpoints and state backend from the cluster.
 */
public final class DriftJobMain {

  private DriftJobMain() {}

  /**
   * Submits the job.
   *
   * @throws ConfigException with everything that is wrong with the settings
   * @throws Exception what Flink throws when a job cannot be submitted
   */
  public static void main(String... arguments) throws Exception {
    JobConfiguration configuration =
        JobConfiguration.load(JobArguments.parse(arguments), System.getenv());
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    new DriftJobGraph(configuration.settings(), configuration.surroundings()).addTo(environment);
    environment.execute(configuration.settings().applicationId());
  }
}
