package dev.leeway.bench.stage;

import dev.leeway.config.MonitorFile;
import dev.leeway.config.WatchedModel;
import dev.leeway.config.yaml.SettingsReader;
import dev.leeway.directory.ReferenceTail;
import dev.leeway.monitor.Monitor;
import dev.leeway.streams.DriftJob;
import dev.leeway.wire.Wires;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The drift job on Kafka Streams, with the settings that it has when nobody says otherwise. */
final class StreamsJob implements RunningStage {

  private static final Duration REFERENCES = Duration.ofSeconds(60);
  private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);

  private final ReferenceTail references;
  private final DriftJob job;

  private StreamsJob(ReferenceTail references, DriftJob job) {
    this.references = references;
    this.job = job;
  }

  static StreamsJob start(StageOrder order, Wires wires) {
    Map<String, Object> kafka = Map.of("bootstrap.servers", order.bootstrapServers());
    ReferenceTail references =
        new ReferenceTail(kafka, order.topics(), wires.references(), monitors(order.monitors()));
    awaitReferences(references);
    DriftJob job =
        new DriftJob(
            new DriftJob.Parts(kafka, wires, references, new SimpleMeterRegistry()),
            new DriftJob.Run(
                order.application(),
                order.state().getFileName().toString(),
                order.state().toString(),
                COMMIT_INTERVAL,
                1,
                1,
                0,
                Optional.empty()));
    job.start();
    return new StreamsJob(references, job);
  }

  @Override
  public void close() {
    job.close();
    references.close();
  }

  /** Thousands take longer than one look may. */
  private static void awaitReferences(ReferenceTail references) {
    long giveUpAt = System.nanoTime() + REFERENCES.toNanos();
    while (!references.readToEnd()) {
      if (System.nanoTime() > giveUpAt) {
        throw new IllegalStateException("references cannot be read");
      }
    }
  }

  private static List<Monitor> monitors(Path folder) {
    SettingsReader reader = new SettingsReader(Map.of());
    try (Stream<Path> files = Files.list(folder)) {
      List<Monitor> monitors =
          files
              .sorted()
              .map(
                  file ->
                      MonitorFile.read(reader.file(file, file.toString()))
                          .map(WatchedModel::monitor))
              .flatMap(Optional::stream)
              .toList();
      reader.problems().throwIfAny();
      return monitors;
    } catch (IOException e) {
      throw new UncheckedIOException("monitors cannot be read", e);
    }
  }
}
