package dev.leeway.merge;

import dev.leeway.performance.PerformanceProfile;
import dev.leeway.verdict.Verdict;
import java.time.Instant;

/**
 * Keeps what a {@link PerformanceBook} must find again after a restart. Last write of a key holds.
 */
public interface PerformanceJournal {

  void outcomes(PaneKey key, PerformanceProfile profile);

  void forgetOutcomes(PaneKey key);

  /** Outcomes of the pane are lost; in the place of its profile stands that from now on. */
  void damagedOutcomes(PaneKey key);

  /**
   * Decisions on a segment, where they are held together with those on others.
   *
   * @param key with that segment
   */
  void slice(PaneKey key, PerformanceProfile decisions);

  void forgetSlice(PaneKey key);

  /** Evidence that the model errs more often. */
  EvidenceJournal errors();

  /** What has been told of windows by verdicts of a kind. */
  MarkJournal told(Verdict.Kind kind);

  /** Up to where the model's windows have been told for the last time; it never goes back. */
  void lastTold(String model, Instant floor);

  /** Receive time up to which the labels of one source partition have been read. */
  void labelsRead(int sourcePartition, Instant at);
}
