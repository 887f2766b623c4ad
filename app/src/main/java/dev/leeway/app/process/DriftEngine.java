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

  /** The trouble of a job whose breaker is open. */
  String FLOODED = "most of what it reads is bad and goes to the quarantine";

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
        if (!job.isRunning()) return "state " + job.state();
        return job.isFlooded() ? FLOODED : "";
      }

      @Override
      public void close() {
        job.close();
      }
    };
  }
}
