package dev.leeway.store;

import dev.leeway.verdict.Verdict;
import java.util.List;

/**
 * What one read brought, to be kept as a whole or not at all.
 *
 * @param verdicts in the order of their partitions
 * @param profiles in the order of their partitions
 * @param advances at most one per partition
 */
public record Batch(List<Verdict> verdicts, List<WindowProfile> profiles, List<Advance> advances) {

  public Batch {
    verdicts = List.copyOf(verdicts);
    profiles = List.copyOf(profiles);
    advances = List.copyOf(advances);
  }
}
