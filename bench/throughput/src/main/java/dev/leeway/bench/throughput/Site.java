package dev.leeway.bench.throughput;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.bench.traffic.EventStream;
import dev.leeway.bench.traffic.Workload;
import dev.leeway.reference.Reference;
import dev.leeway.topics.TopicSpec;
import dev.leeway.topics.Topics;
import dev.leeway.wire.BatchForm;
import dev.leeway.wire.ReferenceWire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics, monitors, references and events of one workload. */
final class Site implements AutoCloseable {

  /** Event times lie so far back that every window is over when the last event has been read. */
  private static final Duration BACK = Duration.ofHours(1);

  private final Ground ground;
  private final Workload workload;
  private final Topics topics;
  private final Path monitors;
  private final Admin admin;
  private final EventStream events;

  Site(Ground ground, Workload workload) {
    this.ground = ground;
    this.workload = workload;
    topics = new Topics("bench", workload.partitions());
    monitors = ground.folder().resolve("monitors");
    admin = Admin.create(Map.of("bootstrap.servers", ground.bootstrapServers()));
    events = new EventStream(workload, ground.registry(), topics);
  }

  Topics topics() {
    return topics;
  }

  /** Folder of the models' files. */
  Path monitors() {
    return monitors;
  }

  Admin admin() {
    return admin;
  }

  /** Makes topics, writes monitors and publishes references. */
  void prepare() throws InterruptedException {
    createTopics();
    writeMonitors();
    publishReferences();
  }

  /** Puts events on the predictions topic for the given time; how many. */
  long fill(Duration time, InstantSource clock) throws InterruptedException {
    int batchSchema =
        ground.registry().register(topics.predictions() + "-batch", BatchForm.schema());
    Instant start = clock.instant().minus(BACK);
    return new Filling(workload, events, topics, start, batchSchema)
        .fill(ground.bootstrapServers(), time, Long.MAX_VALUE);
  }

  /** Forgets what a run of the job has written, so that the next finds nothing of it. */
  void clear() throws InterruptedException {
    try {
      Map<TopicPartition, OffsetSpec> written = new HashMap<>();
      for (TopicSpec spec : topics.all()) {
        if (!isWrittenByJob(spec.name())) continue;
        for (int i = 0; i < spec.partitions(); i++) {
          written.put(new TopicPartition(spec.name(), i), OffsetSpec.latest());
        }
      }
      Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
      admin
          .listOffsets(written)
          .all()
          .get()
          .forEach((place, end) -> all.put(place, RecordsToDelete.beforeOffset(end.offset())));
      admin.deleteRecords(all).all().get();
    } catch (ExecutionException e) {
      throw new ThroughputException("results of a round cannot be deleted", e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }

  private boolean isWrittenByJob(String topic) {
    return List.of(topics.partials(), topics.profiles(), topics.verdicts(), topics.quarantine())
        .contains(topic);
  }

  private void createTopics() throws InterruptedException {
    List<NewTopic> wanted =
        topics.all().stream()
            .filter(spec -> !spec.name().equals(topics.schemas()))
            .map(
                spec ->
                    new NewTopic(spec.name(), spec.partitions(), (short) 1).configs(spec.config()))
            .toList();
    try {
      admin.createTopics(wanted).all().get();
    } catch (ExecutionException e) {
      throw new ThroughputException("topics cannot be made", e);
    }
  }

  private void writeMonitors() {
    try {
      Files.createDirectories(monitors);
      for (int i = 0; i < workload.models(); i++) {
        String name = workload.model(i).name();
        Files.writeString(monitors.resolve(name + ".yaml"), monitor(name), UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("monitors cannot be written", e);
    }
  }

  private String monitor(String name) {
    String text = "model: " + name + "\nwindows: [5m]\nidleTimeout: 1s\n";
    return workload.segmented()
        ? text
            + "segments: [%s]\ncaps: {segments: %d}\n".formatted(Workload.TAG, workload.segments())
        : text;
  }

  private void publishReferences() {
    ReferenceWire wire = new ReferenceWire(ground.registry(), topics);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                ground.bootstrapServers(),
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                Topics.MAX_RECORD_BYTES),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < workload.models(); i++) {
        Reference reference = events.reference(workload.model(i));
        var unused =
            producer.send(
                new ProducerRecord<>(
                    topics.references(), ReferenceWire.key(reference), wire.encode(reference)));
      }
    }
  }
}
