package dev.leeway.app.demo;

import dev.leeway.app.config.ConfigLoader;
import dev.leeway.app.config.LoadedConfig;
import dev.leeway.app.process.LeewayProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/** Makes everything the demo needs, plays it, and says what happened. */
public final class Demo {

  private static final int USUAL_PORT = 8080;

  private final DemoScreen screen;

  /**
   * @param out where the person watching looks: stderr
   */
  public Demo(PrintWriter out) {
    screen = new DemoScreen(out, Ansi.AUTO, Ansi.AUTO.enabled() && System.getenv("CI") == null);
  }

  /**
   * What the user asked for.
   *
   * @param keep whether to go on running afterwards
   * @param port of API and page; empty for 8080 if it is free
   * @param folder for settings and data; empty for a temporary one, deleted at the end
   */
  public record Wish(boolean keep, Optional<Integer> port, Optional<Path> folder) {}

  /**
   * Plays the demo.
   *
   * @throws IOException if a port or folder cannot be used
   */
  public DemoReport run(Wish wish) throws IOException, InterruptedException {
    long started = System.nanoTime();
    Deque<AutoCloseable> parts = new ArrayDeque<>();
    boolean handedOver = false;
    try {
      DemoFiles files = files(wish, parts);
      Events events = new Events();
      WebhookReceiver receiver = new WebhookReceiver(new Announcer(screen, events)::received);
      parts.push(receiver);
      files.write(wish.port().orElseGet(Demo::usualOrFree), receiver.url(), receiver.secret());
      screen.say("Starting broker, registry, drift job, store, alerts and web in one process ...");
      LoadedConfig config =
          new ConfigLoader(Map.of(), files.folder()).load(Optional.of(files.config()));
      LeewayProcess leeway = LeewayProcess.start(config);
      parts.push(leeway);
      screen.say("Leeway is up at @|bold " + leeway.url() + "|@");
      DemoScenario scenario = new DemoScenario(leeway, config, Flights.load(), events, screen);
      DemoReport report = new DemoReport(scenario.play(started), leeway, files, wish.keep(), parts);
      handedOver = true;
      return report;
    } finally {
      if (!handedOver) DemoReport.close(parts);
    }
  }

  private static DemoFiles files(Wish wish, Deque<AutoCloseable> parts) throws IOException {
    if (wish.folder().isPresent()) return new DemoFiles(wish.folder().get().toAbsolutePath());
    DemoFiles files = new DemoFiles(Files.createTempDirectory("leeway-demo"));
    parts.push(files::delete);
    return files;
  }

  /** 8080 if nobody listens there, else any free one. */
  private static int usualOrFree() {
    try (ServerSocket probe = new ServerSocket(USUAL_PORT, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException taken) {
      return 0;
    }
  }
}
