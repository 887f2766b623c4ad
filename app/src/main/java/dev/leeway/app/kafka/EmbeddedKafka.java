package dev.leeway.app.kafka;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.ServerSocketFactory;
import org.apache.kafka.server.common.TransactionVersion;
import org.apache.kafka.server.fault.FaultHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * A real Kafka broker with its controller (KRaft, one node) in this process. Its data live in a
 * directory and survive restarts; it answers on 127.0.0.1 only.
 *
 * <p>There is one copy of every record. A kill of the process loses nothing that was acknowledged;
 * a power failure can lose the last seconds, as Kafka leaves writing to disk to the kernel. Who
 * needs more runs a cluster.
 *
 * <p>The parts are put together as {@code KafkaRaftServer} does, with three differences: the
 * sockets are bound before Kafka sees them, so that a free port is free and a taken one is an
 * ordinary error; a fatal fault is kept and logged instead of ending the process; and the broker
 * starts only once {@linkplain FormerLife what a kill left of it} is fenced. This is the only class
 * that names Kafka's server internals.
 */
public final class EmbeddedKafka implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedKafka.class);

  /** Kafka's own default for {@code socket.listen.backlog.size}. */
  private static final int BACKLOG = 50;

  /** The controller gives a killed broker its session, 3 s, before it fences it. */
  private static final Duration FENCING = Duration.ofSeconds(60);

  private final Sockets sockets;
  private final String clusterId;
  private final SharedServer shared;
  private final ControllerServer controller;
  private final BrokerServer broker;
  private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
  private volatile boolean answering;
  private final AtomicBoolean open = new AtomicBoolean(true);

  private EmbeddedKafka(Path data, Path metadata, Sockets sockets) {
    this.sockets = sockets;
    int controllerPort = sockets.controllerPort();
    KafkaConfig config =
        new KafkaConfig(
            new BrokerSettings(data, metadata, sockets.brokerPort(), controllerPort).properties(),
            false);
    Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> directories =
        KafkaRaftServer.initializeLogDirs(config, log, "");
    clusterId = directories._1().clusterId().orElseThrow();
    shared =
        new SharedServer(
            config,
            directories._1(),
            Time.SYSTEM,
            new Metrics(),
            CompletableFuture.completedFuture(
                Map.of(BrokerSettings.NODE_ID, BrokerSettings.address(controllerPort))),
            List.of(),
            this::faultHandler,
            sockets);
    controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2());
    broker = new BrokerServer(shared);
  }

  /**
   * Starts the broker and returns when it answers. A new directory becomes a new cluster; one that
   * was used before goes on with its cluster id and records.
   *
   * @param directory made if missing; one broker at a time, which a lock in it ensures
   * @param port 0 for any free one
   * @throws BindException if the port is taken
   * @throws IOException if the directory cannot be used
   */
  public static EmbeddedKafka start(Path directory, int port) throws IOException {
    Path data = directory.resolve("data").toAbsolutePath();
    Path metadata = directory.resolve("metadata").toAbsolutePath();
    Sockets sockets = Sockets.bind(port);
    boolean started = false;
    try {
      format(data, metadata);
      EmbeddedKafka kafka = new EmbeddedKafka(data, metadata, sockets);
      kafka.startup();
      started = true;
      return kafka;
    } catch (KafkaException e) {
      throw new IOException("Kafka cannot start in " + directory + ": " + e.getMessage(), e);
    } finally {
      if (!started) sockets.close();
    }
  }

  /** For the client setting {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return BrokerSettings.HOST + ":" + port();
  }

  public int port() {
    return sockets.brokerPort();
  }

  /** Made with the directory and kept with it. */
  public String clusterId() {
    return clusterId;
  }

  /** What broke the broker beyond repair; it has to be started anew. */
  public Optional<Throwable> fault() {
    return Optional.ofNullable(fault.get());
  }

  /** Ends the broker in good order; a second call does nothing. */
  @Override
  public void close() {
    if (!open.getAndSet(false)) return;
    // The broker signs off at the controller, so the controller goes last.
    broker.shutdown();
    controller.shutdown();
    sockets.close();
  }

  private void startup() {
    try {
      controller.startup();
      awaitFormerLife();
      broker.startup();
      answering = true;
    } finally {
      if (!answering) close();
    }
  }

  private void awaitFormerLife() {
    FormerLife former = new FormerLife(BrokerSettings.NODE_ID);
    shared.loader().installPublishers(List.of(former)).join();
    former.awaitEnd(FENCING);
    shared.loader().removeAndClosePublisher(former).join();
  }

  private FaultHandler faultHandler(String name, boolean fatal, Runnable action) {
    return (message, cause) -> {
      KafkaException failure = new KafkaException(name + ": " + message, cause);
      if (!answering) {
        log.debug("Kafka fault at start", failure); // start reports it
      } else {
        log.error("Kafka fault{}", fatal ? ", broker must be restarted" : "", failure);
      }
      if (fatal) fault.compareAndSet(null, failure);
      action.run();
      return failure;
    };
  }

  /** Makes a new cluster unless there is one. */
  private static void format(Path data, Path metadata) throws IOException {
    if (Files.exists(data.resolve("meta.properties"))
        && Files.exists(metadata.resolve("meta.properties"))) {
      return;
    }
    Files.createDirectories(data);
    Files.createDirectories(metadata);
    Formatter formatter =
        new Formatter()
            .setPrintStream(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
            .setClusterId(clusterIdIn(data, metadata).orElse(Uuid.randomUuid().toString()))
            .setNodeId(BrokerSettings.NODE_ID)
            .setDirectories(List.of(data.toString(), metadata.toString()))
            .setMetadataLogDirectory(metadata.toString())
            .setControllerListenerName(BrokerSettings.CONTROLLER)
            .setFeatureLevel(
                TransactionVersion.FEATURE_NAME, TransactionVersion.TV_2.featureLevel())
            // A kill between the two directories leaves one of them done.
            .setIgnoreFormatted(true);
    try {
      formatter.run();
    } catch (Exception e) { // what Formatter.run declares
      throw new IOException("cannot format " + data.getParent() + ": " + e.getMessage(), e);
    }
  }

  private static Optional<String> clusterIdIn(Path data, Path metadata) throws IOException {
    return new MetaPropertiesEnsemble.Loader()
        .addLogDirs(List.of(data.toString(), metadata.toString()))
        .load()
        .clusterId();
  }

  /** Both listening sockets, bound by us and then handed to Kafka. */
  private record Sockets(ServerSocketChannel broker, ServerSocketChannel controller)
      implements ServerSocketFactory {

    static Sockets bind(int port) throws IOException {
      ServerSocketChannel broker = bound(port);
      try {
        return new Sockets(broker, bound(0));
      } catch (IOException e) {
        broker.close();
        throw e;
      }
    }

    int brokerPort() {
      return broker.socket().getLocalPort();
    }

    int controllerPort() {
      return controller.socket().getLocalPort();
    }

    @Override
    public ServerSocketChannel openServerSocket(
        String listener, InetSocketAddress address, int backlog, int receiveBuffer) {
      return requireNonNull(
          listener.equals(BrokerSettings.CONTROLLER) ? controller : broker, listener);
    }

    void close() {
      try (broker;
          controller) {
        log.debug("closing Kafka's sockets");
      } catch (IOException e) {
        log.debug("closing a socket failed", e);
      }
    }

    private static ServerSocketChannel bound(int port) throws IOException {
      ServerSocketChannel channel = ServerSocketChannel.open();
      try {
        channel.configureBlocking(false);
        channel.bind(BrokerSettings.address(port), BACKLOG);
        return channel;
      } catch (BindException e) {
        channel.close();
        throw (BindException)
            new BindException(
                    "cannot listen on %s:%d: %s"
                        .formatted(BrokerSettings.HOST, port, e.getMessage()))
                .initCause(e);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    }
  }
}
