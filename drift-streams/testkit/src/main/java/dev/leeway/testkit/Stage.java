package dev.leeway.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.monitor.Monitor;
import dev.leeway.reference.Reference;
import dev.leeway.schemas.avro.LabelRecord;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.topics.TopicSpec;
import dev.leeway.topics.Topics;
import dev.leeway.wire.RecordCodec;
import dev.leeway.wire.ReferenceWire;
import dev.leeway.wire.Wires;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * One installation for one test: topics of its own on a shared broker, a registry, and who sends
 * and reads. Receive times are what the test says, so that a run does not depend on the clock.
 */
public final class Stage implements AutoCloseable {

  private final String bootstrapServers;
  private final Topics topics;
  private final Path folder;
  private final PausableRegistry registry = new PausableRegistry();
  private final RecordCodec<PredictionRecord> predictions;
  private final RecordCodec<LabelRecord> labels;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Future<?>> sent = new ArrayList<>();
  private volatile List<Monitor> monitors;

  Stage(String bootstrapServers, Topics topics, Path folder, List<Monitor> monitors) {
    this.bootstrapServers = bootstrapServers;
    this.topics = topics;
    this.folder = folder;
    this.monitors = List.copyOf(monitors);
    predictions =
        new RecordCodec<>(
            registry, RecordCodec.subject(topics.predictions()), PredictionRecord.getClassSchema());
    labels =
        new RecordCodec<>(
            registry, RecordCodec.subject(topics.labels()), LabelRecord.getClassSchema());
    createTopics();
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                Topics.MAX_RECORD_BYTES),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** For the client setting {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  public Topics topics() {
    return topics;
  }

  /** Where the job may keep what it likes; deleted after the test. */
  public Path folder() {
    return folder;
  }

  public List<Monitor> monitors() {
    return monitors;
  }

  /** Has the job watch otherwise from its next start on. */
  void watch(List<Monitor> others) {
    monitors = List.copyOf(others);
  }

  /** In this process. */
  public PausableRegistry registry() {
    return registry;
  }

  /** What the test itself reads and writes; all predictions are in our own forms. */
  public Wires wires() {
    return new Wires(registry, topics, List.of());
  }

  void send(int partition, PredictionRecord prediction, Instant receivedAt) {
    send(partition, prediction.getId().getBytes(UTF_8), encode(prediction), receivedAt);
  }

  byte[] encode(PredictionRecord prediction) {
    return predictions.encode(prediction);
  }

  void send(int partition, LabelRecord label, Instant receivedAt) {
    sent.add(
        producer.send(
            new ProducerRecord<>(
                topics.labels(),
                partition,
                receivedAt.toEpochMilli(),
                label.getPredictionId().getBytes(UTF_8),
                labels.encode(label))));
  }

  /** Sends what may be no prediction. */
  public void send(int partition, byte[] key, byte @Nullable [] value, Instant receivedAt) {
    sent.add(
        producer.send(
            new ProducerRecord<>(
                topics.predictions(), partition, receivedAt.toEpochMilli(), key, value)));
  }

  /** Sends to any topic, now. */
  public void send(String topic, int partition, byte @Nullable [] key, byte[] value) {
    sent.add(producer.send(new ProducerRecord<>(topic, partition, key, value)));
  }

  /** Returns once everything sent so far has been acknowledged. */
  void flush() {
    producer.flush();
    try {
      for (Future<?> one : sent) {
        one.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("a record was not acknowledged", e);
    }
    sent.clear();
  }

  /** Publishes a reference and returns when it has been acknowledged. */
  public void publish(Reference reference) {
    sent.add(
        producer.send(
            new ProducerRecord<>(
                topics.references(),
                ReferenceWire.key(reference),
                wires().references().encode(reference))));
    flush();
  }

  /** All committed records of a topic, as far as it reaches now. */
  public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Topics.MAX_RECORD_BYTES);
    List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(found -> new TopicPartition(topic, found.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(place -> consumer.position(place) < ends.getOrDefault(place, 0L))) {
        consumer.poll(Duration.ofMillis(100)).forEach(read::add);
      }
    }
    return read;
  }

  @Override
  public void close() {
    producer.close();
  }

  private void createTopics() {
    try (Admin admin =
        Admin.create(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      admin.createTopics(topics.all().stream().map(Stage::topic).toList()).all().get();
      awaitLeaders(admin);
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("topics cannot be made", e);
    }
  }

  /**
   * A producer that meets a partition before its leader does sends again in another order, and
   * Kafka 4.2 may refuse what it sends from then on (OUT_OF_ORDER_SEQUENCE_NUMBER). A leader that
   * tells its partition's end has taken office.
   */
  private void awaitLeaders(Admin admin) throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (TopicSpec spec : topics.all()) {
      for (int partition = 0; partition < spec.partitions(); partition++) {
        ends.put(new TopicPartition(spec.name(), partition), OffsetSpec.latest());
      }
    }
    while (true) {
      try {
        admin.listOffsets(ends).all().get();
        return;
      } catch (ExecutionException e) {
        // The broker's metadata follow the controller's, soon.
        if (!(e.getCause() instanceof RetriableException)) throw e;
      }
    }
  }

  private static NewTopic topic(TopicSpec spec) {
    Map<String, String> config = new HashMap<>(spec.config());
    config.put("message.timestamp.type", "CreateTime");
    // Receive times are in the past of whoever runs the test: nothing may be deleted for it.
    config.put("retention.ms", "-1");
    return new NewTopic(spec.name(), spec.partitions(), (short) 1).configs(config);
  }
}
