package dev.leeway.app.cli;

import dev.leeway.alerting.engine.AlertDesk;
import dev.leeway.alerting.engine.KafkaAlertDesk;
import dev.leeway.app.config.ProcessConfig;
import dev.leeway.outbox.KafkaClients;
import java.io.IOException;
import java.time.InstantSource;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Mixin;

/** Where a command finds the desk at which people say what is to be done about alerts. */
final class DeskOptions {

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  /** What is done at the desk. */
  @FunctionalInterface
  interface Work<T> {

    T at(AlertDesk desk) throws InterruptedException;
  }

  /**
   * Does something at the desk.
   *
   * @throws CommandFailure if Kafka or the registry cannot be reached
   */
  <T> T work(Work<T> work) throws IOException, InterruptedException {
    ProcessConfig process = cluster.load().process();
    return cluster.withRegistry(
        process.registry(),
        schemas -> {
          KafkaClients kafka =
              new KafkaClients(cluster.kafka(process.kafka()), process.topics(), "desk");
          try {
            return work.at(
                new KafkaAlertDesk(kafka, process.topics(), schemas, InstantSource.system()));
          } catch (KafkaException e) {
            throw CommandFailure.outside("Kafka: " + e.getMessage());
          }
        });
  }
}
