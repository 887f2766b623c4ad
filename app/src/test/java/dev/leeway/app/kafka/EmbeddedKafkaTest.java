package dev.leeway.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddedKafkaTest {

  private static final String TOPIC = "events";

  @TempDir Path directory;

  @Test
  void start_inUsedDirectory_keepsClusterAndRecords() throws Exception {
    String clusterId;
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
      clusterId = kafka.clusterId();
      createTopic(kafka);
      send(kafka, List.of("a", "b"), Map.of());
    }

    try (EmbeddedKafka again = EmbeddedKafka.start(directory, 0)) {
      send(again, List.of("c"), Map.of());

      assertThat(again.clusterId()).isEqualTo(clusterId);
      assertThat(values(again, 3)).containsExactly("a", "b", "c");
      assertThat(again.fault()).isEmpty();
    }
  }

  @Test
  void broker_takesLz4AndTransactions() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
      createTopic(kafka);
      String text = "compressible ".repeat(1_000);

      send(kafka, List.of(text), Map.of("compression.type", "lz4", "transactional.id", "t"));

      assertThat(values(kafka, 1)).containsExactly(text);
    }
  }

  @Test
  void broker_unknownTopic_isNotMade() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
      assertThatThrownBy(() -> send(kafka, List.of("lost"), Map.of("max.block.ms", "500")))
          .hasMessageContaining(TOPIC);
    }
  }

  @Test
  void start_onTakenPort_saysSoAndLeavesTheOtherAlone() throws Exception {
    try (EmbeddedKafka first = EmbeddedKafka.start(directory.resolve("1"), 0)) {
      createTopic(first);

      assertThatThrownBy(() -> EmbeddedKafka.start(directory.resolve("2"), first.port()))
          .isInstanceOf(BindException.class)
          .hasMessageContaining(first.bootstrapServers());
      send(first, List.of("still here"), Map.of());
    }
  }

  @Test
  void start_inDirectoryInUse_saysSoAndLeavesTheOtherAlone() throws Exception {
    try (EmbeddedKafka first = EmbeddedKafka.start(directory, 0)) {
      createTopic(first);

      assertThatThrownBy(() -> EmbeddedKafka.start(directory, 0))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("lock");
      send(first, List.of("still here"), Map.of());
      assertThat(values(first, 1)).containsExactly("still here");
      assertThat(first.fault()).isEmpty();
    }
  }

  private static void createTopic(EmbeddedKafka kafka) throws Exception {
    try (Admin admin = Admin.create(client(kafka))) {
      admin
          .createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
          .all()
          .get(10, TimeUnit.SECONDS);
    }
  }

  private static void send(EmbeddedKafka kafka, List<String> values, Map<String, Object> settings)
      throws Exception {
    Map<String, Object> config = client(kafka);
    config.putAll(settings);
    boolean transactional = config.containsKey("transactional.id");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      if (transactional) {
        producer.initTransactions();
        producer.beginTransaction();
      }
      for (String value : values) {
        producer.send(new ProducerRecord<>(TOPIC, value)).get(10, TimeUnit.SECONDS);
      }
      if (transactional) producer.commitTransaction();
    }
  }

  private static List<String> values(EmbeddedKafka kafka, int count) {
    Map<String, Object> config = client(kafka);
    config.put("isolation.level", "read_committed");
    config.put("auto.offset.reset", "earliest");
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
      long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (values.size() < count && System.nanoTime() < end) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
          values.add(record.value());
        }
      }
    }
    return values;
  }

  private static Map<String, Object> client(EmbeddedKafka kafka) {
    return new java.util.HashMap<>(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }
}
