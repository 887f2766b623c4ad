package dev.leeway.app.crash;

import dev.leeway.app.kafka.EmbeddedKafka;
import dev.leeway.testkit.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/** A Kafka in a JVM of its own, which keeps its port and its records when it is started again. */
final class BrokerChild implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern UP = Pattern.compile("broker at 127\\.0\\.0\\.1:(\\d+)");

  private final Path folder;
  private ChildJvm jvm;
  private final int port;

  private BrokerChild(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    jvm = launch(0);
    port = awaitUp();
  }

  static BrokerChild start(Path folder) throws IOException, InterruptedException {
    return new BrokerChild(folder);
  }

  String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    jvm.kill();
  }

  /** Starts it where it was; returns when it answers. */
  void startAgain() throws IOException, InterruptedException {
    jvm.close();
    jvm = launch(port);
    int unused = awaitUp();
  }

  @Override
  public void close() {
    jvm.close();
  }

  private ChildJvm launch(int atPort) throws IOException {
    return ChildJvm.start(
        Main.class, List.of("-Xmx512m"), List.of(folder.toString(), String.valueOf(atPort)));
  }

  private int awaitUp() throws InterruptedException {
    return Integer.parseInt(jvm.await(UP, PATIENCE).group(1));
  }

  /** What runs in the child: a folder and a port. */
  static final class Main {

    private Main() {}

    public static void main(String[] given) throws IOException, InterruptedException {
      EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(given[0]), Integer.parseInt(given[1]));
      System.out.println("broker at " + kafka.bootstrapServers());
      new CountDownLatch(1).await();
    }
  }
}
