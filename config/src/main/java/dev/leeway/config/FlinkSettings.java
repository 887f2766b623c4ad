package dev.leeway.config;

import static java.util.Objects.requireNonNull;

import dev.leeway.config.yaml.Fields;
import dev.leeway.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The drift job on Flink.
 *
 * @param applicationId its consumer group and the prefix of its transactions
 * @param flushInterval how often counts go from the tasks that read to those that merge
 * @param parallelism of a cluster that Leeway starts itself; elsewhere Flink's own setting holds
 * @param mergeSlots the highest parallelism that the merge can ever have with the same state
 * @param transactionTimeout after which Kafka gives up what a dead job left open
 * @param stateDir where a cluster that Leeway starts keeps its checkpoints, absolute
 */
public record FlinkSettings(
    String applicationId,
    Duration flushInterval,
    int parallelism,
    int mergeSlots,
    Duration transactionTimeout,
    Path stateDir) {

  private static final Duration FLUSH_INTERVAL = Duration.ofSeconds(1);
  private static final int MERGE_SLOTS = 16;

  /** Below the 15 min that brokers allow by default. */
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(10);

  /**
   * @throws IllegalArgumentException if the id is no topic name, the flush interval out of 10 ms to
   *     1 min, or the transaction timeout below 10 s
   */
  public FlinkSettings {
    requireNonNull(stateDir, "stateDir");
    if (!applicationId.matches("[a-zA-Z0-9._-]{1,100}")) {
      throw new IllegalArgumentException(
          "applicationId must be of letters, digits, dots, dashes and underscores");
    }
    if (flushInterval.toMillis() < 10 || flushInterval.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException("flushInterval must be from 10ms to 1m");
    }
    if (transactionTimeout.compareTo(Duration.ofSeconds(10)) < 0) {
      throw new IllegalArgumentException("transactionTimeout must be at least 10s");
    }
  }

  /**
   * @param dataDir of the process, below which state is kept unless said otherwise
   */
  public static FlinkSettings read(Fields fields, Path dataDir, Topics topics) {
    FlinkSettings usual =
        new FlinkSettings(
            topics.prefix() + "-drift-flink",
            FLUSH_INTERVAL,
            1,
            MERGE_SLOTS,
            TRANSACTION_TIMEOUT,
            dataDir.resolve("flink"));
    String applicationId = fields.value("applicationId").text().orElse(usual.applicationId);
    Duration flush = fields.value("flushInterval").duration().orElse(usual.flushInterval);
    int parallelism = fields.value("parallelism").integer(1, 1_024).orElse(usual.parallelism);
    int slots = fields.value("mergeSlots").integer(1, 1_024).orElse(usual.mergeSlots);
    Duration timeout =
        fields.value("transactionTimeout").duration().orElse(usual.transactionTimeout);
    Path stateDir = fields.value("stateDir").path(dataDir).orElse(usual.stateDir);
    return fields
        .build(() -> new FlinkSettings(applicationId, flush, parallelism, slots, timeout, stateDir))
        .orElse(usual);
  }
}
