package dev.leeway.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.testkit.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A stage's settings and monitor in files, as whoever runs the job in a process of its own has. */
record InstallationFiles(Path folder, String bootstrapServers, URI registry) {

  /** As {@code Traffic.monitor()} in a file. */
  private static final String MONITOR =
      """
      model: flight-delay
      pane: 1m
      windows: [10m, {size: 20m, slide: 10m}]
      grace: 30s
      lateness: 1h
      idleTimeout: 30s
      correctionDelay: 20ms
      maxPast: 10000d
      maxFuture: 10000d
      segments: [carrier]
      quality: {rows: {atLeast: 1}}
      """;

  /** As {@code LabelledTest} watches performance. */
  private static final String PERFORMANCE =
      """
      caps: {windows: 10000000}
      performance:
        task: binary
        scoreColumn: p
        horizon: 3000d
        slack: 1d
        minLabelled: 1
        estimate: false
        fairness: true
        change: true
      """;

  static InstallationFiles of(Stage stage, URI registry) {
    InstallationFiles files =
        new InstallationFiles(stage.folder(), stage.bootstrapServers(), registry);
    boolean labelled = stage.monitors().get(0).performance().isPresent();
    try {
      Files.createDirectories(stage.folder().resolve("monitors"));
      Files.writeString(
          stage.folder().resolve("monitors/flight-delay.yaml"),
          labelled ? MONITOR + PERFORMANCE : MONITOR);
      Files.writeString(
          files.config(),
          """
          topics: {prefix: %s, partitions: %d}
          flink: {flushInterval: 200ms, mergeSlots: 4, transactionTimeout: 1m, stateDir: %s}
          """
              .formatted(stage.topics().prefix(), stage.topics().partitions(), files.stateDir()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    JobArguments arguments = JobArguments.parse(files.arguments().toArray(String[]::new));
    assertThat(JobConfiguration.load(arguments, Map.of()).surroundings().monitors())
        .isEqualTo(stage.monitors());
    return files;
  }

  Path config() {
    return folder.resolve("leeway.yaml");
  }

  Path stateDir() {
    return folder.resolve("flink");
  }

  /** What every way to start the job takes. */
  List<String> arguments() {
    return List.of(
        "--config",
        config().toString(),
        "--bootstrap-servers",
        bootstrapServers,
        "--registry",
        registry.toString());
  }
}
