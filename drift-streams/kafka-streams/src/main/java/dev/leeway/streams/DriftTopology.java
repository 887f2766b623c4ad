package dev.leeway.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.topics.Topics;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * Predictions and labels in, verdicts out, in two steps that meet on the partials topic:
 *
 * <pre>
 * (predictions)
 * (labels) ------ bundle - (partials) - merge - (verdicts) (profiles)
 *                    \________ (quarantine) ________/
 * </pre>
 */
final class DriftTopology implements Supplier<Topology> {

  static final String PARTIALS_SINK = "to-partials";
  static final String QUARANTINE_SINK = "to-quarantine";
  static final String VERDICTS_SINK = "to-verdicts";
  static final String PROFILES_SINK = "to-profiles";
  static final String BUNDLE_HOOK = "bundle-hook";
  static final String MERGE_HOOK = "merge-hook";
  static final String WINDOW_STORE = "windows";
  static final String JOIN_STORE = "join";

  /** Key of tides; a series' key holds two bars, so it is never this. */
  static final byte[] TIDE_KEY = "tide".getBytes(UTF_8);

  private static final Map<String, String> LARGE =
      Map.of("max.message.bytes", String.valueOf(Topics.MAX_RECORD_BYTES));

  private final DriftContext drift;

  DriftTopology(DriftContext drift) {
    this.drift = drift;
  }

  @Override
  public Topology get() {
    Topics topics = drift.wires().topics();
    Topology topology = new Topology();
    topology.addSource(
        "predictions", new ByteArrayDeserializer(), new RunDeserializer(), topics.predictions());
    topology.addSource(
        "labels", new ByteArrayDeserializer(), new RunDeserializer(), topics.labels());
    topology.addProcessor("bundle", () -> new BundleProcessor(drift), "predictions", "labels");
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(JOIN_STORE), Serdes.Bytes(), Serdes.ByteArray())
            .withCachingDisabled()
            .withLoggingEnabled(LARGE),
        "bundle");
    topology.addStateStore(new CommitHook.Builder(BUNDLE_HOOK), "bundle");
    topology.addSink(
        PARTIALS_SINK,
        topics.partials(),
        new ByteArraySerializer(),
        new ByteArraySerializer(),
        DriftTopology::partition,
        "bundle");

    bytesFrom(topology, "partials", topics.partials());
    topology.addProcessor("merge", () -> new MergeProcessor(drift), "partials");
    topology.addStateStore(new CommitHook.Builder(MERGE_HOOK), "merge");
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(WINDOW_STORE), Serdes.Bytes(), Serdes.ByteArray())
            .withCachingDisabled()
            .withLoggingEnabled(LARGE),
        "merge");
    topology.addSink(
        VERDICTS_SINK,
        topics.verdicts(),
        new ByteArraySerializer(),
        new ByteArraySerializer(),
        new VerdictPartitioner(),
        "merge");
    bytesTo(topology, PROFILES_SINK, topics.profiles(), "merge");
    bytesTo(topology, QUARANTINE_SINK, topics.quarantine(), "bundle", "merge");
    return topology;
  }

  /** A tide goes to every partition; a partial to the one that its series always goes to. */
  private static Optional<Set<Integer>> partition(
      String topic, byte[] key, byte[] value, int partitions) {
    if (!Arrays.equals(key, TIDE_KEY)) return Optional.empty();
    return Optional.of(
        IntStream.range(0, partitions).boxed().collect(Collectors.toUnmodifiableSet()));
  }

  private static void bytesFrom(Topology topology, String name, String topic) {
    topology.addSource(name, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topic);
  }

  private static void bytesTo(Topology topology, String name, String topic, String... from) {
    topology.addSink(name, topic, new ByteArraySerializer(), new ByteArraySerializer(), from);
  }
}
