package dev.leeway.app.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.app.config.LoadedConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The drift job on a local Flink cluster in a process of its own: the versions of Kafka's client
 * that Flink and Kafka Streams need do not fit into one. Its input is held open and never written
 * to; the child ends when it ends, so it does not outlive this process even after a kill. A child
 * that ends by itself is started again and goes on from its newest checkpoint.
 */
final class FlinkChild implements DriftEngine {

  private static final Logger LOG = LoggerFactory.getLogger(FlinkChild.class);

  private static final String MAIN = "dev.leeway.flink.LocalCluster";

  /** What the child says once the job runs. */
  private static final String RUNNING = "leeway-flink running";

  private static final Duration DRAIN = Duration.ofSeconds(20);
  private static final Duration BEFORE_NEXT = Duration.ofSeconds(5);

  private final LoadedConfig loaded;
  private final String bootstrapServers;
  private final URI registry;
  private final Thread watcher = new Thread(this::watch, "leeway-flink");
  private volatile @Nullable Process child;
  private volatile boolean running;
  private volatile boolean closing;

  FlinkChild(LoadedConfig loaded, String bootstrapServers, URI registry, MeterRegistry meters) {
    this.loaded = loaded;
    this.bootstrapServers = bootstrapServers;
    this.registry = registry;
    Gauge.builder("leeway.pipeline.state", this, job -> job.running ? 1 : 0)
        .description("1 while the drift job runs, 0 while it starts, rebalances or has failed")
        .register(meters);
    watcher.setDaemon(true);
  }

  /**
   * @throws IOException if the program cannot be found or started
   */
  @Override
  public void start() throws IOException {
    child = begin();
    watcher.start();
  }

  @Override
  public String trouble() {
    return running ? "" : "Flink's process is starting or has ended: see its log";
  }

  @Override
  public void close() {
    closing = true;
    watcher.interrupt();
    Process last = child;
    if (last == null) return;
    try {
      last.getOutputStream().close();
      if (!last.waitFor(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) last.destroyForcibly();
    } catch (IOException e) {
      last.destroyForcibly();
    } catch (InterruptedException e) {
      last.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void watch() {
    while (!closing) {
      Process now = child;
      if (now == null) return;
      try {
        follow(now);
        running = false;
        if (closing) return;
        LOG.error("Flink's process ended with {}; another is started", now.waitFor());
        Thread.sleep(BEFORE_NEXT.toMillis());
        child = begin();
      } catch (IOException e) {
        LOG.error("Flink's process cannot be started", e);
        return;
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Reads what the child says until it ends. */
  private void follow(Process now) throws IOException {
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(now.getInputStream(), UTF_8))) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        if (line.equals(RUNNING)) running = true;
      }
    }
  }

  private Process begin() throws IOException {
    Path home = FlinkHome.find(System.getenv());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-cp"));
    command.add(home.resolve("leeway-flink.jar") + File.pathSeparator + home.resolve("lib/*"));
    command.add(MAIN);
    loaded.source().ifPresent(file -> command.addAll(List.of("--config", file.toString())));
    command.addAll(
        List.of("--bootstrap-servers", bootstrapServers, "--registry", registry.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.put("LEEWAY_MONITORS_DIR", loaded.process().monitorsDir().toString());
    environment.put("LEEWAY_FLINK_STATE_DIR", loaded.process().flink().stateDir().toString());
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return builder.start();
  }
}
