package dev.leeway.app.config;

import static java.util.Objects.requireNonNull;

import dev.leeway.config.yaml.Fields;
import dev.leeway.topics.Topics;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The drift job on Kafka Streams.
 *
 * @param applicationId its consumer group and the prefix of its own topics; instances that share
 *     the work share it
 * @param commitInterval how often bundles leave for the merge; a window closes about one such
 *     interval after its grace
 * @param threads number of stream threads
 * @param stateDir where it keeps its local state, absolute
 * @param standbys how many further instances keep a copy of each partition's open windows; of use
 *     from two instances on
 * @param instanceUrl where the other instances find this one's API; empty if they need not
 */
public record StreamsSettings(
    String applicationId,
    Duration commitInterval,
    int threads,
    Path stateDir,
    int standbys,
    Optional<URI> instanceUrl) {

  private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);

  /**
   * @throws IllegalArgumentException if the id is no topic name, or the interval out of 10 ms to 1
   *     min
   */
  public StreamsSettings {
    requireNonNull(stateDir, "stateDir");
    if (!applicationId.matches("[a-zA-Z0-9._-]{1,100}")) {
      throw new IllegalArgumentException(
          "applicationId must be of letters, digits, dots, dashes and underscores");
    }
    if (commitInterval.toMillis() < 10 || commitInterval.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException("commitInterval must be from 10ms to 1m");
    }
  }

  /**
   * Two installations on one cluster differ in their topics' prefix. Their jobs must not be members
   * of one group, which would stop both, so the prefix is in the default of the id.
   */
  static StreamsSettings read(Fields fields, Path dataDir, Topics topics) {
    String usualId = topics.prefix() + "-drift";
    String applicationId = fields.value("applicationId").text().orElse(usualId);
    Duration commit = fields.value("commitInterval").duration().orElse(COMMIT_INTERVAL);
    int threads = fields.value("threads").integer(1, 256).orElse(1);
    Path stateDir = fields.value("stateDir").path(dataDir).orElse(dataDir.resolve("streams"));
    Optional<URI> instanceUrl = fields.value("instanceUrl").url();
    int standbys = fields.value("standbys").integer(0, 10).orElse(0);
    return fields
        .build(
            () ->
                new StreamsSettings(
                    applicationId, commit, threads, stateDir, standbys, instanceUrl))
        .orElse(new StreamsSettings(usualId, COMMIT_INTERVAL, 1, stateDir, 0, Optional.empty()));
  }
}
