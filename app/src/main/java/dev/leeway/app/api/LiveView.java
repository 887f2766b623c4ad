package dev.leeway.app.api;

import dev.leeway.verdict.Verdict;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What is counted so far of windows that are still open. */
public interface LiveView {

  /**
   * What this process knows, a moment after it was asked.
   *
   * @param soFar what would be concluded if the windows closed now, oldest first
   * @param asOf when each partition that is merged here answered
   */
  record Known(List<Verdict> soFar, SortedMap<Integer, Instant> asOf) {}

  /**
   * Asks the partitions that are merged here.
   *
   * @param version empty for all
   * @param segment empty for all rows
   * @return empty if too many ask at once
   */
  Optional<Known> here(String model, Optional<String> version, String segment)
      throws InterruptedException;

  /** How many partitions there are in all, here and elsewhere. */
  int partitions();

  /** The API of the other instances, as far as they have said where it is. */
  List<URI> others();
}
