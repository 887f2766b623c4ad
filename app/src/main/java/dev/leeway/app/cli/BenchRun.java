package dev.leeway.app.cli;

import static java.util.Objects.requireNonNull;

import dev.leeway.app.compare.Ink;
import dev.leeway.app.process.Workbench;
import dev.leeway.bench.throughput.Ground;
import dev.leeway.bench.throughput.Paint;
import dev.leeway.bench.throughput.Progress;
import dev.leeway.bench.throughput.ThroughputException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** A measurement on a Kafka and a registry of its own, with a bar on the terminal. */
final class BenchRun {

  private BenchRun() {}

  /** What is done before: gives the command that starts the drift job on Flink, or none. */
  @FunctionalInterface
  interface Preparation {
    List<String> flink(Path folder) throws IOException;
  }

  /** Measures on ground that is ready, and tells how far it has come. */
  @FunctionalInterface
  interface Measurement<T> {
    T on(Ground ground, Progress progress) throws InterruptedException;
  }

  /**
   * Measures.
   *
   * @throws CommandFailure if nothing can be measured
   */
  static <T> T measured(Preparation preparation, Measurement<T> measurement)
      throws InterruptedException {
    try (Workbench bench = Workbench.start("leeway-bench");
        ReadingProgress progress = ReadingProgress.onTerminal("Measuring")) {
      Ground ground =
          new Ground(
              bench.bootstrapServers(),
              bench.registry(),
              bench.registryUri(),
              bench.folder(),
              preparation.flink(bench.folder()));
      return measurement.on(ground, progress::at);
    } catch (IOException e) {
      throw CommandFailure.outside("The bench cannot start: " + e.getMessage());
    } catch (ThroughputException e) {
      throw CommandFailure.outside("Nothing was measured: " + e.getMessage());
    }
  }

  /** How words that matter are set off in results. */
  static Paint paint(@Nullable CommandSpec spec) {
    boolean colours = requireNonNull(spec, "spec").commandLine().getColorScheme().ansi().enabled();
    Ink ink = Ink.of(colours, Charset.defaultCharset());
    return new Paint(ink::good, ink::bad, ink::faint);
  }
}
