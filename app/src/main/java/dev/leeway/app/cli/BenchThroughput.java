package dev.leeway.app.cli;

import dev.leeway.app.process.Workbench;
import dev.leeway.bench.throughput.Engine;
import dev.leeway.bench.throughput.Ground;
import dev.leeway.bench.throughput.Setting;
import dev.leeway.bench.throughput.ThroughputBench;
import dev.leeway.bench.traffic.Form;
import dev.leeway.bench.traffic.Workload;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
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
      "a bare reader, a reader that decodes, and the drift job."
    })
final class BenchThroughput implements Callable<Integer> {

  @Option(names = "--form", defaultValue = "typed")
  private Form form = Form.TYPED;

  @Option(names = "--columns", defaultValue = "30")
  private int columns = 30;

  @Option(names = "--models", defaultValue = "1")
  private int models = 1;

  @Option(names = "--segments", defaultValue = "1")
  private int segments = 1;

  @Option(names = "--partitions", defaultValue = "4")
  private int partitions = 4;

  @Option(names = "--instances", defaultValue = "1")
  private int instances = 1;

  @Option(names = "--seconds", defaultValue = "120")
  private int seconds = 120;

  @Option(names = "--recordings")
  private @Nullable Path recordings;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Setting setting =
        new Setting(
            Engine.KAFKA_STREAMS,
            new Workload(form, columns, models, segments, partitions),
            instances,
            Duration.ofSeconds(seconds),
            Optional.ofNullable(recordings));
    PrintWriter out = Console.out(spec);
    try (Workbench bench = Workbench.start("leeway-bench")) {
      Ground ground =
          new Ground(
              bench.bootstrapServers(), bench.registry(), bench.registryUri(), bench.folder());
      out.println(new ThroughputBench(ground, setting, InstantSource.system()).run());
      out.flush();
    } catch (IOException e) {
      throw CommandFailure.outside("The bench cannot start: " + e.getMessage());
    }
    return ExitCode.GOOD;
  }
}
