package dev.leeway.app.cli;

import dev.leeway.app.config.ConfigLoader;
import dev.leeway.app.config.LoadedConfig;
import dev.leeway.app.process.LeewayProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leeway up}: runs until told to stop. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Runs Leeway: gateway, drift job, results, alerts, metrics.",
      "Brings its own Kafka and schema registry unless told of others. SIGTERM drains and stops."
    })
final class UpCommand implements Callable<Integer> {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The process's settings. Default: LEEWAY_CONFIG, else leeway.yaml if it is here.")
  private @Nullable Path config;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description =
          "What runs the drift job: kafka-streams, or flink, on a local cluster in a process of its"
              + " own. Default: as in the settings.")
  private @Nullable String engine;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> environment = new HashMap<>(System.getenv());
    if (engine != null) environment.put("LEEWAY_ENGINE", engine);
    LoadedConfig loaded =
        new ConfigLoader(environment, Path.of("")).load(Optional.ofNullable(config));
    PrintWriter err = Console.err(spec);
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Thread hook = new Thread(() -> drain(stop, stopped), "leeway-stop");
    try (LeewayProcess process = LeewayProcess.start(loaded)) {
      Runtime.getRuntime().addShutdownHook(hook);
      err.println("Leeway is up at " + process.url());
      err.println("  Kafka            " + process.bootstrapServers());
      err.println("  schema registry  " + process.registryUrl());
      err.println("  data             " + loaded.process().dataDir());
      if (loaded.monitors().isEmpty()) {
        err.println("No model is watched yet: add a monitor file or publish a reference.");
      }
      err.flush();
      stop.await();
    } catch (IOException e) {
      throw CommandFailure.outside("Leeway cannot start: " + e.getMessage());
    } finally {
      stopped.countDown();
    }
    return ExitCode.GOOD;
  }

  /** On SIGTERM or Ctrl-C: the parts stop in order before the JVM goes. */
  private static void drain(CountDownLatch stop, CountDownLatch stopped) {
    stop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
