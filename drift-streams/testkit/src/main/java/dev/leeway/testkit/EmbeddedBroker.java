package dev.leeway.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.TransactionVersion;

/** One Kafka node for tests, of whatever version the module under test pins. */
final class EmbeddedBroker implements AutoCloseable {

  private static final String HOST = "127.0.0.1";

  private final Properties settings;
  private final String address;
  private KafkaRaftServer server;

  private EmbeddedBroker(Properties settings, String address) {
    this.settings = settings;
    this.address = address;
    server = started(settings);
  }

  static EmbeddedBroker start(Path folder) throws IOException {
    Path data = Files.createDirectories(folder.resolve("kafka"));
    int port = freePort();
    format(data);
    return new EmbeddedBroker(settings(data, port, freePort()), HOST + ":" + port);
  }

  String bootstrapServers() {
    return address;
  }

  /** Starts it where it was, with what it had. */
  void startAgain() {
    server = started(settings);
  }

  private static KafkaRaftServer started(Properties settings) {
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    server.startup();
    return server;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void format(Path data) throws IOException {
    Formatter formatter =
        new Formatter()
            .setPrintStream(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
            .setClusterId(Uuid.randomUuid().toString())
            .setNodeId(1)
            .setDirectories(List.of(data.toString()))
            .setMetadataLogDirectory(data.toString())
            .setControllerListenerName("CONTROLLER")
            .setFeatureLevel(
                TransactionVersion.FEATURE_NAME, TransactionVersion.TV_2.featureLevel());
    try {
      formatter.run();
    } catch (Exception e) { // what Formatter.run declares
      throw new IOException("cannot format " + data, e);
    }
  }

  private static Properties settings(Path data, int port, int controllerPort) {
    Properties all = new Properties();
    all.setProperty("process.roles", "broker,controller");
    all.setProperty("node.id", "1");
    all.setProperty(
        "listeners",
        "PLAINTEXT://%s:%d,CONTROLLER://%s:%d".formatted(HOST, port, HOST, controllerPort));
    all.setProperty("advertised.listeners", "PLAINTEXT://%s:%d".formatted(HOST, port));
    all.setProperty("controller.listener.names", "CONTROLLER");
    all.setProperty("controller.quorum.voters", "1@%s:%d".formatted(HOST, controllerPort));
    all.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    all.setProperty("log.dirs", data.toString());
    all.setProperty("auto.create.topics.enable", "false");
    for (String alone :
        List.of(
            "offsets.topic.replication.factor",
            "transaction.state.log.replication.factor",
            "transaction.state.log.min.isr",
            "share.coordinator.state.topic.replication.factor",
            "share.coordinator.state.topic.min.isr",
            "offsets.topic.num.partitions",
            "transaction.state.log.num.partitions",
            "share.coordinator.state.topic.num.partitions")) {
      all.setProperty(alone, "1");
    }
    all.setProperty("log.cleaner.dedupe.buffer.size", String.valueOf(2 * 1024 * 1024));
    all.setProperty("group.initial.rebalance.delay.ms", "0");
    all.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    return all;
  }

  /** Free a moment ago: Kafka binds its ports itself. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
