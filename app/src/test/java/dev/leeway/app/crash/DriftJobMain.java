package dev.leeway.app.crash;

import dev.leeway.app.e2e.Traffic;
import dev.leeway.confluent.ConfluentSchemaRegistry;
import dev.leeway.directory.ReferenceTail;
import dev.leeway.monitor.Monitor;
import dev.leeway.streams.DriftJob;
import dev.leeway.topics.Topics;
import dev.leeway.wire.Wires;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The drift job alone in a JVM that a test can kill; on SIGTERM it stops in good order. */
final class DriftJobMain {

  static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);

  private DriftJobMain() {}

  /**
   * What it is given on its command line.
   *
   * @param guarantee of Kafka Streams
   * @param instance under which it is known again
   * @param stateDir of this instance alone
   */
  record Arguments(
      String bootstrapServers,
      URI registry,
      Topics topics,
      String guarantee,
      String instance,
      Path stateDir,
      int standbys) {

    /** The same of another instance, with a folder of its own beside this one's. */
    Arguments of(String otherInstance) {
      return new Arguments(
          bootstrapServers,
          registry,
          topics,
          guarantee,
          otherInstance,
          stateDir.resolveSibling(otherInstance),
          standbys);
    }

    /** The same instance by its name, from another folder. */
    Arguments elsewhere(Path otherStateDir) {
      return new Arguments(
          bootstrapServers, registry, topics, guarantee, instance, otherStateDir, standbys);
    }

    Arguments withStandbys(int number) {
      return new Arguments(
          bootstrapServers, registry, topics, guarantee, instance, stateDir, number);
    }

    List<String> toList() {
      return List.of(
          bootstrapServers,
          registry.toString(),
          topics.prefix(),
          String.valueOf(topics.partitions()),
          guarantee,
          instance,
          stateDir.toString(),
          String.valueOf(standbys));
    }

    static Arguments of(String[] given) {
      return new Arguments(
          given[0],
          URI.create(given[1]),
          new Topics(given[2], Integer.parseInt(given[3])),
          given[4],
          given[5],
          Path.of(given[6]),
          Integer.parseInt(given[7]));
    }
  }

  private static Monitor monitor() {
    return Boolean.getBoolean(Outcomes.PROPERTY) ? Outcomes.monitor() : Traffic.monitor();
  }

  public static void main(String[] given) throws InterruptedException {
    Arguments arguments = Arguments.of(given);
    Map<String, Object> kafka = new HashMap<>();
    kafka.put("bootstrap.servers", arguments.bootstrapServers);
    ConfluentSchemaRegistry registry =
        new ConfluentSchemaRegistry(List.of(arguments.registry), Map.of());
    Topics topics = arguments.topics;
    Wires wires = new Wires(registry, topics, List.of());
    ReferenceTail references =
        new ReferenceTail(kafka, topics, wires.references(), List.of(monitor()));
    kafka.put("processing.guarantee", arguments.guarantee);
    kafka.put("producer.interceptor.classes", HaltAfterFlush.class.getName());
    DriftJob job =
        new DriftJob(
            new DriftJob.Parts(kafka, wires, references, new SimpleMeterRegistry()),
            new DriftJob.Run(
                topics.prefix(),
                arguments.instance,
                arguments.stateDir.toString(),
                COMMIT_INTERVAL,
                1,
                1,
                arguments.standbys,
                Optional.empty()));
    job.start();
    Runtime.getRuntime().addShutdownHook(new Thread(job::close));
    new CountDownLatch(1).await();
  }
}
