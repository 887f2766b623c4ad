package dev.leeway.app.cli;

import dev.leeway.app.process.FlinkHome;
import dev.leeway.bench.throughput.Engine;
import dev.leeway.bench.throughput.Setting;
import dev.leeway.bench.traffic.Form;
import dev.leeway.bench.traffic.Workload;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What benches of the drift job have in common: what they measure it on, and where. */
final class BenchOptions {

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = "What runs the drift job: kafka-streams (default) or flink.",
      defaultValue = "kafka-streams")
  private String engine = "kafka-streams";

  @Option(
      names = "--columns",
      paramLabel = "N",
      description =
          "Features of an event, two thirds numbers, one third categories. Default:"
              + " ${DEFAULT-VALUE}.",
      defaultValue = "30")
  private int columns = 30;

  @Option(
      names = "--models",
      paramLabel = "N",
      description = "Models whose events take turns. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1")
  private int models = 1;

  @Option(
      names = "--segments",
      paramLabel = "N",
      description = "Values of a tag that models are watched by; 1 for none. Default: 1.",
      defaultValue = "1")
  private int segments = 1;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Partitions of the topic. Default: ${DEFAULT-VALUE}.",
      defaultValue = "4")
  private int partitions = 4;

  @Option(
      names = "--instances",
      paramLabel = "N",
      description =
          "Processes that share the job; on Flink, tasks side by side. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1")
  private int instances = 1;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = {
        "How long it may take, about. Default: ${DEFAULT-VALUE}. Up to three rounds are made in it."
      },
      defaultValue = "300")
  private int seconds = 300;

  @Option(
      names = "--recordings",
      paramLabel = "DIR",
      description = "Where to keep a flight recording of each process of the job. Default: none.")
  private @Nullable Path recordings;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table (default) or json.",
      defaultValue = "table")
  private OutputFormat format = OutputFormat.TABLE;

  boolean isJson() {
    return format == OutputFormat.JSON;
  }

  /**
   * What was asked for.
   *
   * @param uuids whether ids are as long as is usual
   */
  Setting setting(Form form, boolean uuids) {
    try {
      return new Setting(
          engine(),
          new Workload(form, columns, models, segments, partitions, uuids),
          instances,
          Duration.ofSeconds(seconds),
          Optional.ofNullable(recordings));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badInput(String.valueOf(e.getMessage()));
    }
  }

  /** Measures on a Kafka of its own and prints what came of it; the exit code. */
  int measure(@Nullable CommandSpec spec, BenchRun.Measurement<String> measurement)
      throws InterruptedException {
    String result = BenchRun.measured(this::prepared, measurement);
    PrintWriter out = Console.out(spec);
    out.println(result);
    out.flush();
    return ExitCode.GOOD;
  }

  private Engine engine() {
    return switch (engine) {
      case "kafka-streams" -> Engine.KAFKA_STREAMS;
      case "flink" -> Engine.FLINK;
      default ->
          throw CommandFailure.badInput("--engine must be kafka-streams or flink: " + engine);
    };
  }

  private List<String> prepared(Path folder) throws IOException {
    if (recordings != null) Files.createDirectories(recordings);
    return engine() == Engine.FLINK
        ? FlinkHome.command(Files.createDirectories(folder.resolve("flink-tmp")))
        : List.of();
  }
}
