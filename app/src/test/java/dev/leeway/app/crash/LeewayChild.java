package dev.leeway.app.crash;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.app.cli.Leeway;
import dev.leeway.app.e2e.Api;
import dev.leeway.app.e2e.Recount;
import dev.leeway.app.process.ReferencePublisher;
import dev.leeway.confluent.ConfluentSchemaRegistry;
import dev.leeway.reference.Reference;
import dev.leeway.testkit.ChildJvm;
import dev.leeway.topics.Topics;
import dev.leeway.wire.ReferenceWire;
import dev.leeway.wire.Undecodable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * {@code leeway up} in a JVM of its own, with everything in it, once it answers.
 *
 * @param startup from the start of its JVM to then
 */
record LeewayChild(ChildJvm jvm, Api api, String bootstrapServers, URI registry, Duration startup)
    implements AutoCloseable {

  private static final Topics TOPICS = Topics.withDefaults();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern URL = Pattern.compile("Leeway is up at (\\S+)");
  private static final Pattern KAFKA = Pattern.compile("^  Kafka +(\\S+)");
  private static final Pattern REGISTRY = Pattern.compile("^  schema registry +(\\S+)");

  /**
   * @param options of {@code leeway up} beside the configuration
   */
  static LeewayChild start(Path config, String... options)
      throws IOException, InterruptedException {
    long started = System.nanoTime();
    ChildJvm jvm = launch(config, options);
    boolean up = false;
    try {
      URI url = URI.create(jvm.await(URL, PATIENCE).group(1));
      Duration startup = Duration.ofNanos(System.nanoTime() - started);
      LeewayChild child =
          new LeewayChild(
              jvm,
              new Api(url),
              jvm.await(KAFKA, PATIENCE).group(1),
              URI.create(jvm.await(REGISTRY, PATIENCE).group(1)),
              startup);
      up = true;
      return child;
    } finally {
      if (!up) jvm.close();
    }
  }

  /** Starts it and does not wait. */
  static ChildJvm launch(Path config, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("up", "--config", config.toString()));
    arguments.addAll(List.of(options));
    return ChildJvm.start(Leeway.class, List.of("-Xmx512m"), arguments);
  }

  /** Publishes a reference, as another process does. */
  void publish(Reference reference) throws IOException, InterruptedException {
    try (ConfluentSchemaRegistry client = client()) {
      new ReferencePublisher(
              Map.of("bootstrap.servers", bootstrapServers),
              TOPICS,
              new ReferenceWire(client, TOPICS))
          .publish(reference);
    }
  }

  /** What is on the predictions topic. */
  Recount recount() throws Undecodable {
    try (ConfluentSchemaRegistry client = client()) {
      return Recount.of(bootstrapServers, TOPICS, client);
    }
  }

  /** The id of every subject's newest schema. */
  SortedMap<String, Integer> schemas() throws IOException, InterruptedException {
    Api subjects = new Api(registry);
    SortedMap<String, Integer> ids = new TreeMap<>();
    for (JsonNode subject : subjects.json("/subjects")) {
      String newest = "/subjects/" + subject.asText() + "/versions/latest";
      ids.put(subject.asText(), subjects.json(newest).path("id").asInt());
    }
    return ids;
  }

  @Override
  public void close() {
    jvm.close();
  }

  private ConfluentSchemaRegistry client() {
    return new ConfluentSchemaRegistry(List.of(registry), Map.of());
  }
}
