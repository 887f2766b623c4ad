package dev.leeway.bench.throughput;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.bench.traffic.EventStream;
import dev.leeway.bench.traffic.Form;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** An installation for one workload: topics, monitors, references, and events for it. */
public final class Site implements AutoCloseable {

  private static final int FILLING_THREADS = 2;

  private final Ground ground;
  private final Workload workload;
  private final Topics topics;
  private final Path monitors;
  private final Admin admin;
  private final EventStream events;

  /**
   * Makes topics, writes monitors and publishes references.
   *
   * @param prefix of the topics
   * @param timing what every monitor says of panes and windows, in YAML
   */
  public Site(Ground ground, Workload workload, String prefix, String timing)
      throws InterruptedException {
    this.ground = ground;
    this.workload = workload;
    topics = new Topics(prefix, workload.partitions());
    monitors = ground.folder().resolve(prefix + "-monitors");
    admin = Admin.create(Map.of("bootstrap.servers", ground.bootstrapServers()));
    events = new EventStream(workload, ground.registry(), topics);
    createTopics();
    watch(timing);
    publishReferences();
  }

  public Ground ground() {
    return ground;
  }

  Workload workload() {
    return workload;
  }

  public Topics topics() {
    return topics;
  }

  /** Folder of the models' files. */
  Path monitors() {
    return monitors;
  }

  Admin admin() {
    return admin;
  }

  /** What puts events on the predictions topic at its own pace, in the workload's form. */
  Filling filling() {
    return filling(predictions(workload.form()), events, Filling.Share.ALL);
  }

  /** The same with a record for each event, whatever the workload's form. */
  Filling fillingOneByOne() {
    Form form = workload.form() == Form.MAP ? Form.MAP : Form.TYPED;
    return filling(predictions(form), events, Filling.Share.ALL);
  }

  /** What puts events made in another way on the predictions topic, a record for each. */
  public Filling filling(Filling.Content content) {
    return filling(predictions(Form.TYPED, content), events, Filling.Share.ALL);
  }

  /** What fills the predictions topic, in the workload's form, as fast as it goes. */
  Bulk bulk() {
    return bulk(predictions(workload.form()));
  }

  /** What fills the labels topic as fast as it goes: a label for each event. */
  Bulk labels() {
    return bulk(
        new Filling.Target(
            topics.labels(),
            topics.partitions(),
            Form.TYPED,
            0,
            workload.eventsPerSecond(),
            EventStream::label));
  }

  private Bulk bulk(Filling.Target target) {
    int threads = Math.min(FILLING_THREADS, workload.partitions());
    List<Filling> fillings = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      fillings.add(filling(target, events.twin(), new Filling.Share(i, threads)));
    }
    return new Bulk(fillings);
  }

  private Filling.Target predictions(Form form) {
    return predictions(form, EventStream::event);
  }

  private Filling.Target predictions(Form form, Filling.Content content) {
    int batchSchema =
        ground.registry().register(topics.predictions() + "-batch", BatchForm.schema());
    return new Filling.Target(
        topics.predictions(),
        topics.partitions(),
        form,
        batchSchema,
        workload.eventsPerSecond(),
        content);
  }

  private Filling filling(Filling.Target target, EventStream events, Filling.Share share) {
    return new Filling(ground.bootstrapServers(), events, target, share);
  }

  /** Forgets what a run of the job has written, so that the next finds nothing of it. */
  void clearResults() throws InterruptedException {
    clear(List.of(topics.partials(), topics.profiles(), topics.verdicts(), topics.quarantine()));
  }

  /** Forgets the events. */
  void clearPredictions() throws InterruptedException {
    clear(List.of(topics.predictions()));
  }

  /** Gives the space on the disk back. */
  @Override
  public void close() {
    admin.deleteTopics(created().map(TopicSpec::name).toList());
    admin.close();
  }

  private void clear(List<String> names) throws InterruptedException {
    try {
      Map<TopicPartition, OffsetSpec> written = new HashMap<>();
      for (TopicSpec spec : topics.all()) {
        if (!names.contains(spec.name())) continue;
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
      throw new ThroughputException("records of a round cannot be deleted", e);
    }
  }

  /** All but that of a registry, which has its own. */
  private Stream<TopicSpec> created() {
    return topics.all().stream().filter(spec -> !spec.name().equals(topics.schemas()));
  }

  private void createTopics() throws InterruptedException {
    List<NewTopic> wanted =
        created()
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

  /**
   * Writes the monitors anew; a job that is started from now on has them.
   *
   * @param settings of each, in YAML, beside its model and segments
   */
  void watch(String settings) {
    String segments =
        workload.segmented()
            ? "segments: [%s]\ncaps: {segments: %d}\n".formatted(Workload.TAG, workload.segments())
            : "";
    try {
      Files.createDirectories(monitors);
      for (int i = 0; i < workload.models(); i++) {
        String name = workload.model(i).name();
        Files.writeString(
            monitors.resolve(name + ".yaml"),
            "model: " + name + "\n" + settings + "\n" + segments,
            UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("monitors cannot be written", e);
    }
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
