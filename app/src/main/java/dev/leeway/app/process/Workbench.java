package dev.leeway.app.process;

import dev.leeway.app.kafka.EmbeddedKafka;
import dev.leeway.app.registry.KafkaSchemaRegistry;
import dev.leeway.app.registry.RegistryServer;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.topics.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A Kafka and a schema registry for trying things out: on free ports of this machine, with a
 * temporary folder that goes with them, also when the process is told to end.
 */
public final class Workbench implements AutoCloseable {

  private static final String HOST = "127.0.0.1";

  private final Shutdown parts = new Shutdown();
  private final Path folder;
  private final Thread hook = new Thread(parts::close, "workbench-end");
  private final EmbeddedKafka kafka;
  private final KafkaSchemaRegistry registry;
  private final RegistryServer server;

  private Workbench(String name) throws IOException, InterruptedException {
    folder = Files.createTempDirectory(name);
    parts.stopping(() -> delete(folder));
    boolean started = false;
    try {
      kafka = parts.stopping(EmbeddedKafka.start(folder.resolve("kafka"), 0));
      Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
      String schemas = createTopic(client, new Topics(name, 1));
      registry = parts.stopping(KafkaSchemaRegistry.open(client, schemas));
      server = parts.stopping(RegistryServer.start(registry, HOST, 0));
      Runtime.getRuntime().addShutdownHook(hook);
      started = true;
    } finally {
      if (!started) parts.close();
    }
  }

  /**
   * Starts both.
   *
   * @param name begins the folder's
   */
  public static Workbench start(String name) throws IOException, InterruptedException {
    return new Workbench(name);
  }

  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** How this process asks the registry. */
  public SchemaRegistry registry() {
    return registry;
  }

  /** Where other processes find the registry. */
  public URI registryUri() {
    return server.uri();
  }

  /** For files of whoever uses the bench; deleted at the end. */
  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // the process ends, and the hook does the rest
    }
    parts.close();
  }

  private static String createTopic(Map<String, Object> client, Topics topics)
      throws IOException, InterruptedException {
    try (Admin admin = Admin.create(client)) {
      List<NewTopic> one =
          topics.all().stream()
              .filter(spec -> spec.name().equals(topics.schemas()))
              .map(spec -> new NewTopic(spec.name(), 1, (short) 1).configs(spec.config()))
              .toList();
      admin.createTopics(one).all().get();
      return topics.schemas();
    } catch (ExecutionException e) {
      throw new IOException("the registry's topic cannot be made", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.walk(folder)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path one : all) {
      Files.deleteIfExists(one);
    }
  }
}
