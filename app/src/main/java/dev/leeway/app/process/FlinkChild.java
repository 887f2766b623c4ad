package dev.leeway.app.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.app.config.LoadedConfig;
import dev.leeway.streams.DriftMeters;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

  private static final Duration DRAIN = Duration.ofSeconds(20);
  private static final Duration BEFORE_NEXT = Duration.ofSeconds(5);

  private final LoadedConfig loaded;
  private final String bootstrapServers;
  private final URI registry;
  private final FlinkStanding standing;
  private final Thread watcher = new Thread(this::watch, "leeway-flink");
  private final CountDownLatch closing = new CountDownLatch(1);
  private @Nullable Process child;

  /**
   * @param bootstrapServers and {@code registry}: those in use, whatever the settings say
   */
  FlinkChild(LoadedConfig loaded, String bootstrapServers, URI registry, DriftMeters meters) {
    this.loaded = loaded;
    this.bootstrapServers = bootstrapServers;
    this.registry = registry;
    standing = new FlinkStanding(meters, InstantSource.system());
    watcher.setDaemon(true);
  }

  /**
   * @throws IOException if the program cannot be found or started
   */
  @Override
  public void start() throws IOException {
    begin();
    watcher.start();
  }

  @Override
  public String trouble() {
    return standing.trouble();
  }

  @Override
  public String detail() {
    return standing.detail();
  }

  /** Asks the child to end, and waits; one that does not is killed, which loses nothing. */
  @Override
  public void close() {
    Process last = stopStarting();
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

  private synchronized @Nullable Process stopStarting() {
    closing.countDown();
    return child;
  }

  private void watch() {
    try {
      for (Process now = current(); now != null; now = begin()) {
        follow(now);
        int code = now.waitFor();
        if (isClosing()) return;
        standing.replaced();
        LOG.error("Flink's process ended with {}; another is started", code);
        if (closing.await(BEFORE_NEXT.toMillis(), TimeUnit.MILLISECONDS)) return;
      }
    } catch (IOException e) {
      LOG.error("Flink's process cannot be started", e);
    } catch (InterruptedException e) {
      LOG.debug("Nobody interrupts this thread", e);
    }
  }

  private synchronized @Nullable Process current() {
    return child;
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  /** Reads what the child says until it ends. */
  private void follow(Process now) throws IOException {
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(now.getInputStream(), UTF_8))) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        FlinkReport.of(line).ifPresent(standing::take);
      }
    }
  }

  /** Starts a child; null if this is being closed. */
  private synchronized @Nullable Process begin() throws IOException {
    if (isClosing()) return null;
    Path stateDir = loaded.process().flink().stateDir();
    ProcessBuilder builder = new ProcessBuilder(command(emptied(stateDir.resolve("tmp"))));
    Map<String, String> environment = builder.environment();
    environment.put("LEEWAY_MONITORS_DIR", loaded.process().monitorsDir().toString());
    environment.put("LEEWAY_FLINK_STATE_DIR", stateDir.toString());
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process started = builder.start();
    child = started;
    return started;
  }

  private List<String> command(Path temporary) throws IOException {
    List<String> command = new ArrayList<>(FlinkHome.command(temporary));
    loaded.source().ifPresent(file -> command.addAll(List.of("--config", file.toString())));
    command.addAll(
        List.of("--bootstrap-servers", bootstrapServers, "--registry", registry.toString()));
    return command;
  }

  /** Of what a killed child has left: Flink unpacks 20 MB at each start. */
  private static Path emptied(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> left = Files.walk(folder)) {
        for (Path one : left.sorted(Comparator.reverseOrder()).toList()) Files.delete(one);
      }
    }
    return Files.createDirectories(folder);
  }
}
