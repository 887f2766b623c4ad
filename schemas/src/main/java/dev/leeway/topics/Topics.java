package dev.leeway.topics;

import java.util.List;
import java.util.Map;

/**
 * Every topic of one installation, by a common prefix.
 *
 * @param prefix for example {@code leeway}; two installations on one cluster differ in it
 * @param partitions of predictions, labels and partials; predictions and labels must agree so that
 *     their join needs no shuffle
 */
public record Topics(String prefix, int partitions) {

  private static final Map<String, String> KEPT = Map.of("cleanup.policy", "compact");

  /** Record timestamps are receive times, so retention never deletes by the client's event time. */
  private static final String RECEIVED = "message.timestamp.type";

  public Topics {
    if (!prefix.matches("[a-zA-Z0-9._-]{1,64}")) {
      throw new IllegalArgumentException("not a topic prefix: " + prefix);
    }
    if (partitions < 1) throw new IllegalArgumentException("partitions: " + partitions);
  }

  /** Prefix {@code leeway}, 4 partitions. */
  public static Topics withDefaults() {
    return new Topics("leeway", 4);
  }

  public String predictions() {
    return name("predictions");
  }

  public String labels() {
    return name("labels");
  }

  /** Reference profiles; compacted, one partition, so that every reader sees one order. */
  public String references() {
    return name("references");
  }

  /** Partial profiles and tides, from the bundles to the merge. */
  public String partials() {
    return name("partials");
  }

  /** Merged profiles of closed windows. */
  public String profiles() {
    return name("profiles");
  }

  public String verdicts() {
    return name("verdicts");
  }

  /** Alerts as they stand, by fingerprint; compacted. */
  public String alerts() {
    return name("alerts");
  }

  /** What people decided about alerts, kept for a year: the audit trail. */
  public String alertCommands() {
    return name("alert-commands");
  }

  /** What is to be told to whom; compacted by dispatch id, so it is outbox and ledger in one. */
  public String outbox() {
    return name("outbox");
  }

  public String quarantine() {
    return name("quarantine");
  }

  /** The in-process schema registry's memory; compacted. */
  public String schemas() {
    return name("schemas");
  }

  /** All of them, with the settings they need. */
  public List<TopicSpec> all() {
    Map<String, String> received = Map.of(RECEIVED, "LogAppendTime", "retention.ms", days(7));
    return List.of(
        new TopicSpec(predictions(), partitions, received),
        new TopicSpec(labels(), partitions, received),
        new TopicSpec(references(), 1, large(KEPT)),
        new TopicSpec(partials(), partitions, large(Map.of("retention.ms", days(2)))),
        new TopicSpec(profiles(), partitions, large(Map.of("retention.ms", days(90)))),
        new TopicSpec(verdicts(), partitions, large(Map.of("retention.ms", days(90)))),
        new TopicSpec(alerts(), 1, KEPT),
        new TopicSpec(
            alertCommands(), 1, Map.of(RECEIVED, "LogAppendTime", "retention.ms", days(366))),
        new TopicSpec(outbox(), 1, KEPT),
        new TopicSpec(quarantine(), 1, large(Map.of("retention.ms", days(7)))),
        new TopicSpec(schemas(), 1, KEPT));
  }

  private String name(String what) {
    return prefix + "." + what;
  }

  private static String days(int days) {
    return String.valueOf(days * 86_400_000L);
  }

  /** Profiles of many columns do not fit into Kafka's default of 1 MiB. */
  private static Map<String, String> large(Map<String, String> config) {
    Map<String, String> all = new java.util.HashMap<>(config);
    all.put("max.message.bytes", String.valueOf(MAX_RECORD_BYTES));
    return all;
  }

  /** Largest record of the topics that carry profiles: 16 MiB. */
  public static final int MAX_RECORD_BYTES = 16 * 1024 * 1024;
}
