package dev.leeway.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.app.kafka.EmbeddedKafka;
import dev.leeway.app.kafka.SharedKafka;
import dev.leeway.app.kafka.TopicCreator;
import dev.leeway.app.profile.ReferenceFile;
import dev.leeway.app.registry.KafkaSchemaRegistry;
import dev.leeway.app.registry.RegistryServer;
import dev.leeway.reference.Reference;
import dev.leeway.topics.Topics;
import dev.leeway.wire.ReferenceWire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedKafka.class)
class ProfilePublishTest {

  private static final Topics TOPICS = new Topics("publish-test", 1);

  @TempDir private Path folder;

  @BeforeEach
  void buildReference() throws IOException {
    List<String> rows = new ArrayList<>(List.of("a"));
    IntStream.range(0, 100).mapToObj(String::valueOf).forEach(rows::add);
    Files.write(folder.resolve("data.csv"), rows);
    CommandRun built =
        CommandRun.of(
            "profile",
            "build",
            "--data",
            folder.resolve("data.csv").toString(),
            "--model=m",
            "--version=1",
            "-o",
            reference().toString());
    assertThat(built.exitCode()).as(built.err()).isZero();
  }

  @Test
  void publish_putsTheReferenceOnItsTopic(EmbeddedKafka kafka) throws Exception {
    Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (Admin admin = Admin.create(client)) {
      new TopicCreator(admin, 1, Duration.ofSeconds(30)).create(TOPICS);
    }
    try (KafkaSchemaRegistry schemas = KafkaSchemaRegistry.open(client, TOPICS.schemas());
        RegistryServer server = RegistryServer.start(schemas, "127.0.0.1", 0)) {
      Path config =
          Files.writeString(
              folder.resolve("leeway.yaml"),
              "kafka: {bootstrapServers: '%s'}\ntopics: {prefix: publish-test}\nregistry: {url: '%s'}"
                  .formatted(kafka.bootstrapServers(), server.uri()));

      CommandRun plain = publish("--config", config.toString());
      CommandRun later =
          publish("--config", config.toString(), "--effective-from", "2001-03-05T00:01:00Z");

      assertThat(plain.exitCode()).as(plain.err()).isZero();
      assertThat(plain.out()).startsWith("published to publish-test.references: m:1, 100 rows");
      assertThat(later.exitCode()).as(later.err()).isZero();
      Reference built = ReferenceFile.read(reference());
      assertThat(published(client, new ReferenceWire(schemas, TOPICS)))
          .extracting(Reference::id, Reference::effectiveFrom)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(built.id(), Instant.EPOCH),
              org.assertj.core.groups.Tuple.tuple(
                  built.id(), Instant.parse("2001-03-05T00:01:00Z")));
    }
  }

  @Test
  void publish_withinAPane_isBadInput() {
    CommandRun run = publish("--effective-from", "2001-03-05T00:01:30Z");

    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("start of a pane of PT1M, such as 2001-03-05T00:01:00Z");
  }

  @Test
  void publish_ofATimeWithoutZone_isBadInput() {
    CommandRun run = publish("--effective-from", "2001-03-05T00:01:00");

    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("--effective-from");
  }

  @Test
  void publish_withoutARegistry_fails() {
    CommandRun run =
        publish("--bootstrap-servers", "127.0.0.1:1", "--registry", "http://127.0.0.1:1");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.err()).contains("leeway: the schema registry at http://127.0.0.1:1: ");
  }

  private CommandRun publish(String... arguments) {
    List<String> all = new ArrayList<>(List.of("profile", "publish", reference().toString()));
    all.addAll(List.of(arguments));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private Path reference() {
    return folder.resolve("m.profile");
  }

  private static List<Reference> published(Map<String, Object> client, ReferenceWire wire)
      throws Exception {
    List<Reference> references = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(TOPICS.references(), 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          references.add(wire.decode(record.value()));
        }
      }
    }
    return references;
  }
}
