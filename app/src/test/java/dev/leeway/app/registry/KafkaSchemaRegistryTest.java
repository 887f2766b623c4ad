package dev.leeway.app.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.leeway.app.kafka.EmbeddedKafka;
import dev.leeway.app.kafka.TopicCreator;
import dev.leeway.confluent.ConfluentSchemaRegistry;
import dev.leeway.registry.CompatibilityLevel;
import dev.leeway.registry.RegistryException;
import dev.leeway.registry.RegistryException.Kind;
import dev.leeway.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KafkaSchemaRegistryTest {

  private static final Schema INT = Schema.create(Schema.Type.INT);
  private static final Schema STRING = Schema.create(Schema.Type.STRING);
  private static final Topics TOPICS = new Topics("kept", 1);

  @TempDir Path directory;

  @Test
  void ids_surviveRestartOfBrokerAndRegistry() throws Exception {
    int first;
    int second;
    try (EmbeddedKafka kafka = start();
        KafkaSchemaRegistry registry = open(kafka);
        RegistryServer server = RegistryServer.start(registry, "127.0.0.1", 0);
        ConfluentSchemaRegistry client = client(server)) {
      first = client.register("a", INT);
      registry.setLevel("b", CompatibilityLevel.NONE);
      client.register("b", INT);
      second = client.register("b", STRING);
    }

    try (EmbeddedKafka kafka = start();
        KafkaSchemaRegistry registry = open(kafka);
        RegistryServer server = RegistryServer.start(registry, "127.0.0.1", 0);
        ConfluentSchemaRegistry client = client(server)) {
      assertThat(client.byId(first)).isEqualTo(INT);
      assertThat(client.byId(second)).isEqualTo(STRING);
      assertThat(client.register("b", STRING)).isEqualTo(second);
      assertThat(registry.ledger().versions("b")).hasSize(2);
      assertThat(registry.ledger().level("b")).isEqualTo(CompatibilityLevel.NONE);
      assertThat(client.register("c", Schema.create(Schema.Type.BYTES))).isEqualTo(second + 1);
    }
  }

  @Test
  void olderWriter_losesToNewerAndReadsUpBeforeItWritesAgain() throws Exception {
    try (EmbeddedKafka kafka = start();
        KafkaSchemaRegistry older = open(kafka);
        RegistryServer server = RegistryServer.start(older, "127.0.0.1", 0);
        ConfluentSchemaRegistry client = client(server);
        KafkaSchemaRegistry newer = open(kafka)) {
      int id = newer.register("a", INT);

      assertThatExceptionOfType(RegistryException.class)
          .isThrownBy(() -> client.register("a", STRING))
          .withMessageContaining("backend data store")
          .extracting(RegistryException::kind)
          .isEqualTo(Kind.UNAVAILABLE);
      older.setLevel("a", CompatibilityLevel.NONE);
      assertThat(client.register("a", STRING)).isEqualTo(id + 1);
      assertThat(client.byId(id)).isEqualTo(INT);
    }
  }

  @Test
  void whatIsKnown_isAnsweredWhileKafkaIsAway() throws Exception {
    EmbeddedKafka kafka = start();
    KafkaSchemaRegistry registry = open(kafka);
    int id = registry.register("a", INT);
    kafka.close();

    assertThat(registry.byId(id)).isEqualTo(INT);
    assertThat(registry.register("a", INT)).isEqualTo(id);
    registry.close();
  }

  @Test
  void open_ofTopicWithForeignRecord_saysWhere() throws Exception {
    try (EmbeddedKafka kafka = start()) {
      open(kafka).close();
      try (KafkaProducer<byte[], byte[]> producer =
          new KafkaProducer<>(
              client(kafka), new ByteArraySerializer(), new ByteArraySerializer())) {
        byte[] key = "{\"keytype\":\"SCHEMA\"}".getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(TOPICS.schemas(), key, key)).get();
      }

      assertThatExceptionOfType(RegistryException.class)
          .isThrownBy(() -> open(kafka))
          .withMessageContaining(TOPICS.schemas() + " offset 0")
          .extracting(RegistryException::kind)
          .isEqualTo(Kind.INVALID);
    }
  }

  private EmbeddedKafka start() throws Exception {
    EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
    try (Admin admin = Admin.create(client(kafka))) {
      new TopicCreator(admin, 1, Duration.ofSeconds(20)).create(TOPICS);
    }
    return kafka;
  }

  private static KafkaSchemaRegistry open(EmbeddedKafka kafka) {
    return KafkaSchemaRegistry.open(client(kafka), TOPICS.schemas());
  }

  private static ConfluentSchemaRegistry client(RegistryServer server) {
    return new ConfluentSchemaRegistry(List.of(server.uri()), Map.of());
  }

  private static Map<String, Object> client(EmbeddedKafka kafka) {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }
}
