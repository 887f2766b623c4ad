package dev.leeway.bench.throughput;

import java.util.Collection;

/**
 * How long verdicts took, in seconds from the moment at which their pane could be closed.
 *
 * @param windows that were looked at
 */
public record Delays(int windows, double p50, double p99, double most) {

  /** Of delays in milliseconds, one at least. */
  public static Delays of(Collection<Long> millis) {
    long[] sorted = millis.stream().mapToLong(Long::longValue).sorted().toArray();
    return new Delays(
        sorted.length, at(sorted, 0.5), at(sorted, 0.99), sorted[sorted.length - 1] / 1e3);
  }

  /** The smallest that so large a share does not exceed. */
  private static double at(long[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e3;
  }
}
