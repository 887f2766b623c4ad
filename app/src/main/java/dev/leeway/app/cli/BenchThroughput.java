package dev.leeway.app.cli;

import static java.util.Objects.requireNonNull;

import dev.leeway.app.compare.Ink;
import dev.leeway.app.process.FlinkHome;
import dev.leeway.app.process.Workbench;
import dev.leeway.bench.throughput.Engine;
import dev.leeway.bench.throughput.Ground;
import dev.leeway.bench.throughput.Paint;
import dev.leeway.bench.throughput.ScalingBench;
import dev.leeway.bench.throughput.ScalingReport;
import dev.leeway.bench.throughput.Setting;
import dev.leeway.bench.throughput.ThroughputBench;
import dev.leeway.bench.throughput.ThroughputException;
import dev.leeway.bench.throughput.ThroughputReport;
import dev.leeway.bench.traffic.Form;
import dev.leeway.bench.traffic.Workload;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leeway bench throughput}: the drift job beside a bare reader of the same topic. */
@Command(
    name = "throughput",
    mixinStandardHelpOptions = true,
    description = {
      "Fills a topic of a Kafka of its own and measures, by turns and each in a process of its own:",
      "a bare reader, one that decodes, the drift job, and the same job as a textbook would have it.",
      "Says how much of the bare reader's speed the job reaches, by processor time per event, what",
      "an open pane keeps of the heap, and how long after a pane's end its verdict can be read.",
      "Fails if a row is missing from the verdicts."
    })
final class BenchThroughput implements Callable<Integer> {

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = "What runs the drift job: kafka-streams (default) or flink.",
      defaultValue = "kafka-streams")
  private String engine = "kafka-streams";

  @Option(
      names = "--form",
      paramLabel = "FORM",
      description = "How predictions are written: typed (default), map, or batch, 64 to a record.",
      defaultValue = "typed")
  private Form form = Form.TYPED;

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
        "How long it may take, about. Default: ${DEFAULT-VALUE}. Up to three rounds are made of as",
        "many events as the topic takes in a sixth of it."
      },
      defaultValue = "300")
  private int seconds = 300;

  @Option(
      names = "--scaling",
      description = {
        "Measures other numbers of columns, models, segments, partitions and instances instead, one",
        "at a time and each once, in --seconds for all of it; 600 is little."
      })
  private boolean scaling;

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

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Setting setting = setting();
    String result;
    try (Workbench bench = Workbench.start("leeway-bench");
        ReadingProgress progress = ReadingProgress.onTerminal("Measuring")) {
      if (recordings != null) Files.createDirectories(recordings);
      Ground ground = ground(bench);
      result = scaling ? scaling(ground, setting, progress) : one(ground, setting, progress);
    } catch (IOException e) {
      throw CommandFailure.outside("The bench cannot start: " + e.getMessage());
    } catch (ThroughputException e) {
      throw CommandFailure.outside("Nothing was measured: " + e.getMessage());
    }
    PrintWriter out = Console.out(spec);
    out.println(result);
    out.flush();
    return ExitCode.GOOD;
  }

  private String one(Ground ground, Setting setting, ReadingProgress progress)
      throws InterruptedException {
    ThroughputReport report =
        new ThroughputBench(ground, setting, InstantSource.system(), progress::at).run();
    return format == OutputFormat.JSON ? report.toJson() : report.toText(paint());
  }

  private String scaling(Ground ground, Setting setting, ReadingProgress progress)
      throws InterruptedException {
    ScalingReport report =
        new ScalingBench(ground, setting, InstantSource.system(), progress::at).run();
    return format == OutputFormat.JSON ? report.toJson() : report.toText(paint());
  }

  private Setting setting() {
    try {
      return new Setting(
          engine(),
          new Workload(form, columns, models, segments, partitions),
          instances,
          Duration.ofSeconds(seconds),
          Optional.ofNullable(recordings));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badInput(String.valueOf(e.getMessage()));
    }
  }

  private Engine engine() {
    return switch (engine) {
      case "kafka-streams" -> Engine.KAFKA_STREAMS;
      case "flink" -> Engine.FLINK;
      default ->
          throw CommandFailure.badInput("--engine must be kafka-streams or flink: " + engine);
    };
  }

  private Ground ground(Workbench bench) throws IOException {
    List<String> flink =
        engine() == Engine.FLINK
            ? FlinkHome.command(Files.createDirectories(bench.folder().resolve("flink-tmp")))
            : List.of();
    return new Ground(
        bench.bootstrapServers(), bench.registry(), bench.registryUri(), bench.folder(), flink);
  }

  private Paint paint() {
    boolean colours = requireNonNull(spec, "spec").commandLine().getColorScheme().ansi().enabled();
    Ink ink = Ink.of(colours, Charset.defaultCharset());
    return new Paint(ink::good, ink::bad, ink::faint);
  }
}
