package dev.leeway.flink;

import static java.util.Objects.requireNonNull;

import dev.leeway.topics.Topics;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;

/**
 * Settings of the drift job.
 *
 * @param applicationId names the consumer group and the transactions; one per job
 * @param kafka settings of the cluster: bootstrap servers and security
 * @param topicPrefix and {@code partitions}: the installation's topics
 * @param flushInterval how long counts may stay in a task before they go to the merge, and how
 *     often a partition without traffic says how far it has come; default 1 s
 * @param mergeSlots highest parallelism of the merge, 1 to 32,768; it cannot change while state is
 *     kept; default 16
 * @param maxProfiles profiles that a task may hold before it hands them on; default 2,000, about
 *     200 MiB at 30 columns
 * @param transactionTimeout after which the broker gives up what a dead job left open, and the
 *     longest that a checkpoint may take; at most the broker's {@code transaction.max.timeout.ms};
 *     default 10 min
 */
public record DriftJobSettings(
    String applicationId,
    Map<String, String> kafka,
    String topicPrefix,
    int partitions,
    Duration flushInterval,
    int mergeSlots,
    int maxProfiles,
    Duration transactionTimeout)
    implements Serializable {

  public DriftJobSettings {
    requireNonNull(applicationId, "applicationId");
    requireNonNull(topicPrefix, "topicPrefix");
    requireNonNull(transactionTimeout, "transactionTimeout");
    kafka = Map.copyOf(kafka);
    if (partitions < 1) throw new IllegalArgumentException("partitions " + partitions);
    if (flushInterval.toMillis() < 1) {
      throw new IllegalArgumentException("flushInterval " + flushInterval);
    }
    if (mergeSlots < 1 || mergeSlots > 32_768) {
      throw new IllegalArgumentException("mergeSlots " + mergeSlots);
    }
    if (maxProfiles < 1) throw new IllegalArgumentException("maxProfiles " + maxProfiles);
  }

  /** The defaults. */
  public static DriftJobSettings withDefaults(
      String applicationId, Map<String, String> kafka, Topics topics) {
    return new DriftJobSettings(
        applicationId,
        kafka,
        topics.prefix(),
        topics.partitions(),
        Duration.ofSeconds(1),
        16,
        2_000,
        Duration.ofMinutes(10));
  }

  Topics topics() {
    return new Topics(topicPrefix, partitions);
  }
}
