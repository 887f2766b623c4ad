package dev.leeway.app.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.app.e2e.Recount;
import dev.leeway.app.e2e.TopicContent;
import dev.leeway.app.e2e.Traffic;
import dev.leeway.app.kafka.TopicCreator;
import dev.leeway.app.process.ReferencePublisher;
import dev.leeway.app.registry.KafkaSchemaRegistry;
import dev.leeway.app.registry.RegistryServer;
import dev.leeway.bundle.PerformancePartial;
import dev.leeway.schemas.avro.LabelRecord;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.topics.Topics;
import dev.leeway.verdict.Verdict;
import dev.leeway.wire.PartialWire;
import dev.leeway.wire.RecordCodec;
import dev.leeway.wire.ReferenceWire;
import dev.leeway.wire.Undecodable;
import dev.leeway.wire.VerdictWire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** All that a drift job needs round it: topics with a backlog, a registry, a reference. */
final class JobRig implements AutoCloseable {

  private final String bootstrapServers;
  private final Topics topics;
  private final Admin admin;
  private final KafkaSchemaRegistry registry;
  private final RegistryServer server;

  JobRig(String bootstrapServers, Topics topics) throws Exception {
    this.bootstrapServers = bootstrapServers;
    this.topics = topics;
    admin = Admin.create(client());
    new TopicCreator(admin, 1, Duration.ofSeconds(30)).create(topics);
    registry = KafkaSchemaRegistry.open(client(), topics.schemas());
    server = RegistryServer.start(registry, "127.0.0.1", 0);
    new ReferencePublisher(client(), topics, new ReferenceWire(registry, topics))
        .publish(Traffic.reference());
  }

  /** Puts the events on the predictions topic. */
  void fill(List<Traffic.Event> events) {
    try (EventSender sender = sender()) {
      events.forEach(sender::send);
    }
  }

  /** The list in so many parts of about the same length, in its order. */
  static <T> List<List<T>> parts(List<T> all, int parts) {
    return IntStream.range(0, parts)
        .mapToObj(part -> all.subList(all.size() * part / parts, all.size() * (part + 1) / parts))
        .toList();
  }

  /** Puts the labels on their topic. */
  void label(List<LabelRecord> labels) {
    RecordCodec<LabelRecord> codec =
        new RecordCodec<>(
            registry, RecordCodec.subject(topics.labels()), LabelRecord.getClassSchema());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (LabelRecord label : labels) {
        byte[] key = label.getPredictionId().getBytes(UTF_8);
        var unused = producer.send(new ProducerRecord<>(topics.labels(), key, codec.encode(label)));
      }
    }
  }

  /** What all outcomes that were handed on come to. */
  SortedMap<String, String> outcomes() throws Undecodable {
    PartialWire wire = new PartialWire(registry, topics);
    List<PerformancePartial> partials = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record :
        TopicContent.read(bootstrapServers, topics.partials())) {
      if (wire.isOfOutcomes(record.value())) partials.add(wire.decodeOutcomes(record.value()));
    }
    return Outcomes.sum(partials);
  }

  /** Of one instance, without standbys. */
  DriftJobMain.Arguments arguments(String guarantee, Path folder) {
    return new DriftJobMain.Arguments(
        bootstrapServers, server.uri(), topics, guarantee, "the-one", folder.resolve("the-one"), 0);
  }

  /** What is on the predictions topic, counted naively. */
  Recount recount() throws Undecodable {
    return Recount.of(bootstrapServers, topics, registry);
  }

  /** Where the changelog of the windows ends, by partition. */
  List<Long> changelogEnds() throws ExecutionException, InterruptedException {
    List<Long> ends = new ArrayList<>();
    for (int partition = 0; partition < topics.partitions(); partition++) {
      TopicPartition changelog =
          new TopicPartition(topics.prefix() + "-windows-changelog", partition);
      ends.add(
          admin
              .listOffsets(Map.of(changelog, OffsetSpec.latest()))
              .partitionResult(changelog)
              .get()
              .offset());
    }
    return ends;
  }

  /** Sends one event after the other, as it is told to, and knows which were acknowledged. */
  EventSender sender() {
    return new EventSender(
        client(),
        topics.predictions(),
        new RecordCodec<>(
            registry,
            RecordCodec.subject(topics.predictions()),
            PredictionRecord.getClassSchema()));
  }

  /** Predictions that the job has read and committed. */
  long progress() throws ExecutionException, InterruptedException {
    return progress(topics.predictions());
  }

  /** Labels that it has read and committed. */
  long labelProgress() throws ExecutionException, InterruptedException {
    return progress(topics.labels());
  }

  private long progress(String topic) throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(topics.prefix()).partitionsToOffsetAndMetadata().get();
    long sum = 0;
    for (Map.Entry<TopicPartition, OffsetAndMetadata> one : committed.entrySet()) {
      if (one.getValue() != null && one.getKey().topic().equals(topic)) {
        sum += one.getValue().offset();
      }
    }
    return sum;
  }

  /** Rows of the newest verdict on each window and segment, by {@link Recount#key}. */
  SortedMap<String, Long> rows() throws Undecodable {
    VerdictWire wire = new VerdictWire(registry, topics);
    Map<String, Verdict> newest = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record :
        TopicContent.read(bootstrapServers, topics.verdicts())) {
      Verdict verdict = wire.decode(record.value());
      newest.merge(
          Recount.key(verdict.window().start(), verdict.segment()),
          verdict,
          (a, b) -> a.revision() > b.revision() ? a : b);
    }
    SortedMap<String, Long> rows = new TreeMap<>();
    newest.forEach((key, verdict) -> rows.put(key, verdict.rows()));
    return rows;
  }

  /** Rows of all windows together, whatever their segment. */
  static long all(SortedMap<String, Long> rows) {
    return rows.entrySet().stream()
        .filter(row -> row.getKey().endsWith(" "))
        .mapToLong(row -> row.getValue())
        .sum();
  }

  @Override
  public void close() {
    server.close();
    registry.close();
    admin.close();
  }

  private Map<String, Object> client() {
    return new HashMap<>(Map.of("bootstrap.servers", bootstrapServers));
  }
}
