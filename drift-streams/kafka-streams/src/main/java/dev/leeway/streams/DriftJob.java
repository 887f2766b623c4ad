package dev.leeway.streams;

import dev.leeway.bundle.ModelDirectory;
import dev.leeway.topics.Topics;
import dev.leeway.wire.Wires;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The drift job in this process: predictions to verdicts, exactly once. */
public final class DriftJob implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DriftJob.class);
  private static final Duration DRAIN = Duration.ofSeconds(20);

  /** A transaction that is open for so much longer than a commit takes is ended by the broker. */
  private static final Duration TRANSACTION_SLACK = Duration.ofSeconds(5);

  /** After this the broker counts a silent instance as dead and others take its work. */
  private static final int SESSION_TIMEOUT_MILLIS = 10_000;

  private static final int RESTORED_AT_ONCE = 10_000;

  /**
   * Partial profiles are some ten kilobytes each; alone in a batch each would be sent alone. And
   * the join's changelog gets a record for each prediction.
   */
  private static final int BATCH_BYTES = 512 * 1024;

  /** Records that wait per partition, in memory. */
  private static final int QUEUED_RUNS = 4;

  private final KafkaStreams streams;
  private final DriftMeters meters;
  private final LiveWindows live = new LiveWindows();
  private final Optional<HostInfo> address;
  private final String source;

  /**
   * What the job is made of.
   *
   * @param kafka settings of the cluster: bootstrap servers and security
   */
  public record Parts(
      Map<String, Object> kafka, Wires wires, ModelDirectory directory, MeterRegistry meters) {

    public Parts {
      kafka = Map.copyOf(kafka);
    }
  }

  /**
   * How it runs.
   *
   * @param applicationId names the consumer group, the transactions and the internal topics
   * @param instance name of this process, the same after a restart and another in each process: one
   *     that comes back under its name goes on at once, without waiting for its own death to be
   *     noticed
   * @param stateDir for local state, of this process alone and the same after a restart
   * @param commitInterval how often what was counted is handed on; default 1 s. Where that takes
   *     more than a tenth of the time it is done more seldom
   * @param threads stream threads; default 1
   * @param replicationFactor of the internal topics
   * @param standbys further instances that keep a copy of each partition's windows; default 0
   * @param address where the other instances' clients find this one; empty if they need not
   */
  public record Run(
      String applicationId,
      String instance,
      String stateDir,
      Duration commitInterval,
      int threads,
      int replicationFactor,
      int standbys,
      Optional<HostInfo> address) {}

  public DriftJob(Parts parts, Run run) {
    meters = new DriftMeters(parts.meters());
    source = parts.wires().topics().predictions();
    address = run.address();
    RunLedger runs = new RunLedger();
    CommitPace pace = new CommitPace(run.commitInterval(), System::nanoTime);
    DriftContext drift =
        new DriftContext(
            parts.wires(),
            parts.directory(),
            DriftSettings.withDefaults(parts.wires().topics().partitions()),
            meters,
            live,
            runs,
            pace);
    CommitHook.requireSupport(KafkaStreams.class.getClassLoader());
    streams =
        new KafkaStreams(
            new DriftTopology(drift).get(),
            properties(parts.kafka(), run, pace),
            new RunClients(Set.of(source, parts.wires().topics().labels()), runs));
    streams.setUncaughtExceptionHandler(this::afterFault);
    RestoreLog restores = new RestoreLog();
    streams.setGlobalStateRestoreListener(restores);
    streams.setStandbyUpdateListener(restores);
    meters.pipeline(() -> isRunning() ? 1 : 0, this::lag);
  }

  public void start() {
    streams.start();
  }

  /** Whether it is reading, as opposed to starting, rebalancing or having failed. */
  public boolean isRunning() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /** Whether most of what it reads is bad, so that the verdicts are made of a part only. */
  public boolean isFlooded() {
    return meters.isFlooded();
  }

  /** The engine's own word for its state. */
  public String state() {
    return streams.state().name();
  }

  /** What is counted so far of open windows, by the partitions that this instance merges. */
  public LiveWindows live() {
    return live;
  }

  /** Where the other instances are, as far as they have said so. */
  public List<HostInfo> others() {
    return streams.metadataForAllStreamsClients().stream()
        .map(StreamsMetadata::hostInfo)
        .filter(other -> !other.equals(HostInfo.unavailable()))
        .filter(other -> !address.equals(Optional.of(other)))
        .distinct()
        .toList();
  }

  /** Predictions yet to be read; 0 before the first poll. */
  public double lag() {
    return lag(streams.metrics(), source);
  }

  /**
   * Of the given topic alone: there is a lag of the partials and of a restore, too, and Kafka tells
   * each lag once more with underscores for the dots of the topic's name.
   */
  static double lag(Map<MetricName, ? extends Metric> metrics, String topic) {
    double lag = 0;
    for (Map.Entry<MetricName, ? extends Metric> metric : metrics.entrySet()) {
      if (metric.getKey().name().equals("records-lag")
          && topic.equals(metric.getKey().tags().get("topic"))
          && metric.getValue().metricValue() instanceof Double value
          && Double.isFinite(value)) {
        lag += value;
      }
    }
    return lag;
  }

  /** Commits what has been read and stops; gives up after 20 s, which is safe too. */
  @Override
  public void close() {
    if (!streams.close(DRAIN)) LOG.warn("The drift job did not stop within {}", DRAIN);
  }

  private StreamThreadExceptionResponse afterFault(Throwable fault) {
    if (fault instanceof Error) {
      LOG.error("The drift job met an error it cannot go on after", fault);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    if (isFenced(fault)) {
      LOG.error("Another process runs the drift job under this one's name: this one stops", fault);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    LOG.error("A thread of the drift job ended; another takes its place", fault);
    meters.restarted(1);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  /** Two under one name would take each other's work in turn for ever. */
  private static boolean isFenced(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof FencedInstanceIdException) return true;
    }
    return false;
  }

  /** How much is handed over at once: little stays in the processor's caches. */
  public static Map<String, Object> reading() {
    return Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
  }

  private static Properties properties(Map<String, Object> kafka, Run run, CommitPace pace) {
    Properties properties = new Properties();
    properties.putAll(kafka);
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, run.applicationId());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, run.stateDir());
    properties.put(
        StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
        kafka.getOrDefault(
            StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2));
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, pace.longest().toMillis());
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        Math.toIntExact(pace.longest().plus(TRANSACTION_SLACK).toMillis()));
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, run.threads());
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, run.replicationFactor());
    run.address()
        .ifPresent(
            own ->
                properties.put(
                    StreamsConfig.APPLICATION_SERVER_CONFIG, own.host() + ":" + own.port()));
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, run.standbys());
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), run.instance());
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        SESSION_TIMEOUT_MILLIS);
    reading()
        .forEach((name, value) -> properties.put(StreamsConfig.mainConsumerPrefix(name), value));
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, JoinMemory.class);
    // A join is read back by the million; what is read at once is written at once.
    properties.put(
        StreamsConfig.restoreConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG),
        RESTORED_AT_ONCE);
    // A record of predictions is a run of up to a poll.
    properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, QUEUED_RUNS);
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        Topics.MAX_RECORD_BYTES);
    return properties;
  }
}
