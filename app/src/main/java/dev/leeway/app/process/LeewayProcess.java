package dev.leeway.app.process;

import dev.leeway.alerting.engine.Alerting;
import dev.leeway.alerting.engine.KafkaAlertDesk;
import dev.leeway.app.api.ResultsRoutes;
import dev.leeway.app.api.RetrainingRoutes;
import dev.leeway.app.api.SilenceRoutes;
import dev.leeway.app.config.EngineKind;
import dev.leeway.app.config.IngestSettings;
import dev.leeway.app.config.LoadedConfig;
import dev.leeway.app.config.ProcessConfig;
import dev.leeway.app.kafka.TopicCreator;
import dev.leeway.app.kafka.TopicSetupException;
import dev.leeway.app.meters.VerdictFeed;
import dev.leeway.app.meters.VerdictMeters;
import dev.leeway.directory.ReferenceTail;
import dev.leeway.eventlog.KafkaEventLog;
import dev.leeway.eventlog.ProducerSettings;
import dev.leeway.ingestion.IngestLimits;
import dev.leeway.ingestion.IngestMeters;
import dev.leeway.ingestion.IngestRoutes;
import dev.leeway.monitor.Monitor;
import dev.leeway.outbox.KafkaClients;
import dev.leeway.outbox.Outbox;
import dev.leeway.pipelines.Retrainings;
import dev.leeway.reference.Reference;
import dev.leeway.registry.PatientRegistry;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.store.StoreMeters;
import dev.leeway.store.feed.AlertBoard;
import dev.leeway.store.feed.ResultsWriter;
import dev.leeway.store.feed.TopicConsumers;
import dev.leeway.store.sql.SqlResultsStore;
import dev.leeway.streams.DriftJob;
import dev.leeway.streams.DriftMeters;
import dev.leeway.topics.Topics;
import dev.leeway.wire.ReferenceWire;
import dev.leeway.wire.VerdictWire;
import dev.leeway.wire.Wires;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.apache.kafka.clients.admin.Admin;

/**
 * One running Leeway. Parts start in the order in which they need each other and stop in the
 * reverse: requests are refused first, the broker goes last.
 */
public final class LeewayProcess implements AutoCloseable {

  /** A registry that restarts is waited for by jobs this long, below a consumer's poll limit. */
  private static final Duration REGISTRY_PATIENCE = Duration.ofSeconds(60);

  private static final Duration TOPICS_PATIENCE = Duration.ofSeconds(60);

  /** The gateway waits a little longer than the log, so that the log's own error is told. */
  private static final Duration ANSWER_AFTER = Duration.ofSeconds(2);

  private final Shutdown parts = new Shutdown();
  private final HealthBoard health = new HealthBoard();
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final InstantSource clock = InstantSource.system();
  private final LoadedConfig loaded;
  private final ProcessConfig config;
  private final List<Monitor> monitors;
  private final Topics topics;
  private final DataFolder folder;
  private final Cluster cluster;
  private final Registry registry;
  private final PatientRegistry patient;
  private final ReferenceTail references;
  private final Web web;

  private LeewayProcess(LoadedConfig loaded) throws IOException, InterruptedException {
    this.loaded = loaded;
    config = loaded.process();
    monitors = loaded.monitors();
    topics = config.topics();
    boolean started = false;
    try {
      folder = parts.stopping(DataFolder.open(config.dataDir()));
      cluster = parts.stopping(Cluster.start(config));
      createTopics();
      registry = parts.stopping(Registry.start(config, cluster));
      patient = new PatientRegistry(registry.client(), REGISTRY_PATIENCE);
      references =
          parts.stopping(
              new ReferenceTail(
                  cluster.objects(), topics, new ReferenceWire(patient, topics), monitors));
      awaitReferences();
      web = startParts();
      started = true;
    } finally {
      if (!started) parts.close();
    }
  }

  /**
   * Starts everything; returns when requests are answered.
   *
   * @throws IOException if the data folder cannot be used, a port is taken or Kafka cannot be
   *     reached
   */
  public static LeewayProcess start(LoadedConfig config) throws IOException, InterruptedException {
    return new LeewayProcess(config);
  }

  /** Where the API, metrics and status page answer on this machine. */
  public URI url() {
    return web.url();
  }

  /** Where other processes find the schema registry. */
  public URI registryUrl() {
    return registry.uri();
  }

  public String bootstrapServers() {
    return cluster.bootstrapServers();
  }

  public Topics topics() {
    return topics;
  }

  /** How this process asks the schema registry. */
  public SchemaRegistry registry() {
    return registry.client();
  }

  /** Publishes a reference; returns once this process compares with it. */
  public void publish(Reference reference) throws IOException, InterruptedException {
    new ReferencePublisher(cluster.clients(), topics, new ReferenceWire(registry.client(), topics))
        .publish(reference);
    if (!references.readToEnd()) throw new IOException("the references topic cannot be read");
  }

  @Override
  public void close() {
    parts.close();
  }

  private Web startParts() throws IOException {
    DriftEngine drift = parts.stopping(drift());
    StoreMeters storeMeters = new StoreMeters(meters);
    SqlResultsStore store =
        parts.stopping(SqlResultsStore.open(folder.path().resolve("results.sqlite")));
    ResultsWriter writer =
        parts.stopping(
            new ResultsWriter(
                () -> TopicConsumers.open(cluster.clients(), "leeway-results"),
                new ResultsWriter.Codecs(patient, topics),
                store,
                storeMeters));
    AlertBoard board =
        parts.stopping(
            new AlertBoard(
                () -> TopicConsumers.open(cluster.clients(), "leeway-alert-board"),
                patient,
                topics,
                storeMeters));
    VerdictFeed feed = parts.stopping(verdictFeed());
    KafkaEventLog events = parts.stopping(eventLog());
    watch(drift, events, writer, board, feed);
    Web server = parts.stopping(Web.start(config.http(), routes(events, store, board, drift)));
    Alerting alerting = parts.stopping(alerting(server.url()));
    alerting.health().stream()
        .map(report -> report.part())
        .forEach(part -> health.watch(part, () -> AlertingWiring.trouble(alerting, part)));
    MachineMeters.bind(meters);
    drift.start();
    writer.start();
    board.start();
    feed.start();
    alerting.start();
    return server;
  }

  private void createTopics() throws IOException, InterruptedException {
    try (Admin admin = Admin.create(cluster.objects())) {
      new TopicCreator(admin, config.kafka().replicationFactor(), TOPICS_PATIENCE).create(topics);
    } catch (TopicSetupException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * The drift job starts knowing every model: rows of one it did not know would be put aside, and
   * what is stored of its windows left out.
   */
  private void awaitReferences() throws IOException {
    long giveUpAt = System.nanoTime() + REGISTRY_PATIENCE.toNanos();
    while (!references.readToEnd()) {
      if (System.nanoTime() > giveUpAt) {
        throw new IOException(
            "references cannot be read from topic " + topics.references() + ": see the log");
      }
    }
  }

  private DriftEngine drift() {
    if (config.engine() == EngineKind.FLINK) {
      return new FlinkChild(
          loaded, cluster.bootstrapServers(), registry.uri(), new DriftMeters(meters));
    }
    return new StreamsEngine(
        new DriftJob.Parts(
            cluster.objects(), new Wires(patient, topics, config.mappings()), references, meters),
        config,
        folder.instance());
  }

  private KafkaEventLog eventLog() {
    return KafkaEventLog.open(
        new ProducerSettings(
            cluster.clients(), config.ingest().ackTimeout(), ProducerSettings.BUFFER_BYTES),
        new KafkaEventLog.Surroundings(
            registry.client(), topics, clock, WatchedColumns.forms(references, clock)));
  }

  private VerdictFeed verdictFeed() {
    return new VerdictFeed(
        cluster.objects(),
        topics,
        new VerdictWire(patient, topics),
        new VerdictMeters(meters, VerdictMeters.Most.DEFAULT),
        clock);
  }

  private KafkaClients alertingClients() {
    return new KafkaClients(cluster.clients(), topics, folder.instance());
  }

  private Alerting alerting(URI url) {
    return new Alerting(
        new Alerting.Surroundings(alertingClients(), topics, patient, meters, clock),
        AlertingWiring.settings(loaded, url));
  }

  private Web.Routes routes(
      KafkaEventLog events, SqlResultsStore store, AlertBoard board, DriftEngine drift) {
    IngestRoutes ingest =
        new IngestRoutes(
            new IngestRoutes.Source(new Catalog(references), limits(config.ingest()), clock),
            events,
            new IngestMeters(meters),
            ForkJoinPool.commonPool());
    Retrainings retrainings = new Retrainings(Outbox.of(alertingClients(), topics, patient), clock);
    return new Web.Routes(
        ingest,
        new ResultsRoutes(
            store, () -> ReferenceWatch.versions(references), board::alerts, drift.live()),
        new RetrainingRoutes(retrainings::report, retrainings::all),
        new SilenceRoutes(new KafkaAlertDesk(alertingClients(), topics, patient, clock)),
        health,
        meters);
  }

  private static IngestLimits limits(IngestSettings settings) {
    IngestLimits defaults = IngestLimits.DEFAULT;
    return new IngestLimits(
        settings.maxBodyBytes(),
        settings.maxBatchBytes(),
        settings.maxBatchEvents(),
        defaults.eventBytes(),
        settings.maxFields(),
        settings.maxStringBytes(),
        defaults.nameLength(),
        defaults.depth(),
        defaults.gzipRatio(),
        settings.maxInFlightBytes(),
        settings.ackTimeout().plus(ANSWER_AFTER));
  }

  private void watch(
      DriftEngine drift,
      KafkaEventLog events,
      ResultsWriter writer,
      AlertBoard board,
      VerdictFeed feed) {
    cluster
        .broker()
        .ifPresent(
            broker ->
                health.watch("kafka", () -> broker.fault().map(Throwable::toString).orElse("")));
    health.watch("schema registry", patient::trouble);
    health.watch("drift job", drift::trouble, drift::detail);
    health.watch(
        "ingestion",
        () -> events.health().healthy() ? "" : events.health().lastError().orElse("not well"));
    ReferenceWatch.begin(references, health, meters);
    health.watch("results store", () -> writer.health().healthy() ? "" : writer.health().detail());
    health.watch("alert board", () -> board.health().healthy() ? "" : board.health().detail());
    health.watch("verdict meters", feed::trouble);
  }
}
