package dev.leeway.app.process;

import dev.leeway.app.config.ProcessConfig;
import dev.leeway.streams.DriftJob;
import java.io.IOException;

/** The drift job, wherever it runs. */
interface DriftEngine extends AutoCloseable {

  /** Starts it and returns at once. */
  void start() throws IOException;

  /** What is the matter with it; empty while it is well. */
  String trouble();

  /** What there is to know of it while it is well; may be empty. */
  default String detail() {
    return "";
  }

  @Override
  void close();

  /**
   * In this process.
   *
   * @param instance name of this process, the same after a restart
   */
  static DriftEngine kafkaStreams(DriftJob.Parts parts, ProcessConfig config, String instance) {
    DriftJob job =
        new DriftJob(
            parts,
            new DriftJob.Run(
                config.streams().applicationId(),
                instance,
                config.streams().stateDir().toString(),
                config.streams().commitInterval(),
                config.streams().threads(),
                config.kafka().replicationFactor(),
                config.streams().standbys()));
    return new DriftEngine() {
      @Override
      public void start() {
        job.start();
      }

      @Override
      public String trouble() {
        return job.isRunning() ? "" : "state " + job.state();
      }

      @Override
      public void close() {
        job.close();
      }
    };
  }
}
