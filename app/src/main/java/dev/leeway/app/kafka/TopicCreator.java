package dev.leeway.app.kafka;

import dev.leeway.topics.TopicSpec;
import dev.leeway.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Makes the topics that are missing. Existing ones are left as they are, but not silently where
 * their shape would lose data or give wrong answers.
 */
public final class TopicCreator {

  private static final Duration PAUSE = Duration.ofMillis(50);

  private static final Config UNKNOWN = new Config(List.of());

  private final Admin admin;
  private final short replicationFactor;
  private final Duration timeout;

  /**
   * @param replicationFactor of the topics we make; 1 on the embedded broker, usually 3 elsewhere,
   *     -1 for the cluster's own default
   * @param timeout for all of it
   */
  public TopicCreator(Admin admin, int replicationFactor, Duration timeout) {
    boolean clustersOwn = replicationFactor == -1;
    if (!clustersOwn && (replicationFactor < 1 || replicationFactor > Short.MAX_VALUE)) {
      throw new IllegalArgumentException("replication factor: " + replicationFactor);
    }
    this.admin = admin;
    this.replicationFactor = (short) replicationFactor;
    this.timeout = timeout;
  }

  /**
   * Checks the topics that exist, makes the others, and returns when all of them can be used. Makes
   * none if the existing ones are not right.
   *
   * @throws TopicSetupException saying what is wrong and what to do, or that Kafka did not answer
   */
  public void create(Topics topics) throws TopicSetupException, InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    Map<String, TopicSpec> wanted =
        topics.all().stream().collect(Collectors.toMap(TopicSpec::name, spec -> spec));
    Map<String, TopicDescription> existing = describe(wanted.keySet(), end);
    check(topics, existing, end);
    List<TopicSpec> missing =
        topics.all().stream().filter(spec -> !existing.containsKey(spec.name())).toList();
    if (missing.isEmpty()) return;
    make(missing, end);
    awaitLeaders(wanted.keySet(), end);
    // Another process may have made one of them, in its own way, between our look and our attempt.
    check(topics, describe(wanted.keySet(), end), end);
  }

  private void check(Topics topics, Map<String, TopicDescription> existing, long end)
      throws TopicSetupException, InterruptedException {
    List<String> problems = new ArrayList<>();
    Map<String, Config> settings = settings(existing.keySet(), end);
    for (TopicSpec spec : topics.all()) {
      TopicDescription found = existing.get(spec.name());
      if (found == null) continue;
      int partitions = found.partitions().size();
      if (partitions != spec.partitions() && isCountFixed(topics, spec)) {
        problems.add(
            "topic %s has %d partitions and needs %d: %s"
                .formatted(spec.name(), partitions, spec.partitions(), remedy(spec, partitions)));
      }
      Config config = settings.getOrDefault(spec.name(), UNKNOWN);
      String wanted = spec.config().get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
      String timestamps = text(config, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
      if (wanted != null && !wanted.equals(timestamps)) {
        problems.add(
            ("topic %s has message.timestamp.type=%s, so that records are received when their"
                    + " sender's clock says: alter it to %s")
                .formatted(spec.name(), timestamps, wanted));
      }
      String policy = text(config, TopicConfig.CLEANUP_POLICY_CONFIG);
      if (isCompacted(spec) && !policy.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
        problems.add(
            "topic %s has cleanup.policy=%s and would forget what must be kept: alter it to compact"
                .formatted(spec.name(), policy));
      }
    }
    if (!problems.isEmpty()) throw new TopicSetupException(problems);
  }

  /** Where another count of partitions breaks the join, or the one order all readers rely on. */
  private static boolean isCountFixed(Topics topics, TopicSpec spec) {
    return spec.name().equals(topics.predictions())
        || spec.name().equals(topics.labels())
        || isCompacted(spec);
  }

  private static String remedy(TopicSpec spec, int partitions) {
    return isCompacted(spec)
        ? "move it away or choose another topic prefix"
        : "set partitions to %d in the configuration, for predictions and labels alike,"
                .formatted(partitions)
            + " or choose another topic prefix";
  }

  private static boolean isCompacted(TopicSpec spec) {
    return TopicConfig.CLEANUP_POLICY_COMPACT.equals(
        spec.config().get(TopicConfig.CLEANUP_POLICY_CONFIG));
  }

  private static String text(Config config, String name) {
    ConfigEntry entry = config.get(name);
    return entry == null ? "" : entry.value();
  }

  private void make(List<TopicSpec> missing, long end)
      throws TopicSetupException, InterruptedException {
    List<NewTopic> topics =
        missing.stream()
            .map(
                spec ->
                    new NewTopic(spec.name(), spec.partitions(), replicationFactor)
                        .configs(spec.config()))
            .toList();
    for (Map.Entry<String, KafkaFuture<Void>> made :
        admin.createTopics(topics).values().entrySet()) {
      try {
        await(made.getValue(), end);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof TopicExistsException) continue;
        throw failed("cannot create topic " + made.getKey(), e);
      }
    }
  }

  private void awaitLeaders(Collection<String> names, long end)
      throws TopicSetupException, InterruptedException {
    while (!haveLeaders(names, end)) {
      if (System.nanoTime() > end) {
        throw new TopicSetupException(
            List.of("topics were created but have no leader after " + timeout));
      }
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    }
  }

  private boolean haveLeaders(Collection<String> names, long end)
      throws TopicSetupException, InterruptedException {
    Map<String, TopicDescription> found = describe(names, end);
    return found.size() == names.size()
        && found.values().stream()
            .flatMap(topic -> topic.partitions().stream())
            .allMatch(partition -> partition.leader() != null && !partition.leader().isEmpty());
  }

  /** Those of the topics that exist. */
  private Map<String, TopicDescription> describe(Collection<String> names, long end)
      throws TopicSetupException, InterruptedException {
    try {
      Collection<String> all = await(admin.listTopics().names(), end);
      List<String> present = names.stream().filter(all::contains).toList();
      return new HashMap<>(await(admin.describeTopics(present).allTopicNames(), end));
    } catch (ExecutionException e) {
      // A topic just made can be listed by one broker and be unknown to the next.
      if (e.getCause() instanceof RetriableException && System.nanoTime() < end) {
        TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        return describe(names, end);
      }
      throw failed("cannot look at the topics", e);
    }
  }

  private Map<String, Config> settings(Collection<String> names, long end)
      throws TopicSetupException, InterruptedException {
    List<ConfigResource> resources =
        names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    try {
      return await(admin.describeConfigs(resources).all(), end).entrySet().stream()
          .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
    } catch (ExecutionException e) {
      throw failed("cannot read the topics' settings", e);
    }
  }

  private <T> T await(KafkaFuture<T> future, long end)
      throws ExecutionException, InterruptedException, TopicSetupException {
    try {
      return future.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new TopicSetupException("Kafka did not answer within " + timeout, e);
    }
  }

  private static TopicSetupException failed(String what, ExecutionException e) {
    return new TopicSetupException(what + ": " + e.getCause(), e);
  }
}
