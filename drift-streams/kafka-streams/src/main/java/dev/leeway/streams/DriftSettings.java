package dev.leeway.streams;

import java.time.Duration;

/**
 * Settings of the drift job's processors.
 *
 * @param sourcePartitions partitions of the predictions topic
 * @param heartbeat how often a partition without traffic says how far it has come; default 1 s
 * @param maxProfiles profiles a bundle may hold before it asks for a commit; default 2,000, about
 *     200 MiB at 30 columns
 */
public record DriftSettings(int sourcePartitions, Duration heartbeat, int maxProfiles) {

  public DriftSettings {
    if (sourcePartitions < 1) throw new IllegalArgumentException("partitions " + sourcePartitions);
    if (heartbeat.toMillis() < 1) throw new IllegalArgumentException("heartbeat " + heartbeat);
    if (maxProfiles < 1) throw new IllegalArgumentException("maxProfiles " + maxProfiles);
  }

  /** The defaults, for a predictions topic of the given number of partitions. */
  public static DriftSettings withDefaults(int sourcePartitions) {
    return new DriftSettings(sourcePartitions, Duration.ofSeconds(1), 2_000);
  }
}
