package dev.leeway.store;

import dev.leeway.performance.PerformanceKey;
import dev.leeway.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Verdicts and window profiles, kept whatever happens and read by model and time.
 *
 * <p>Verdicts are kept in all revisions; queries answer with the newest one unless they say
 * otherwise. Profiles are kept in their newest revision. The order in which revisions arrive does
 * not matter, and a record applied twice counts once. Safe for many threads.
 *
 * <p>Every call may throw {@link StoreException} of kind {@link StoreException.Kind#UNAVAILABLE}.
 */
public interface ResultsStore extends AutoCloseable {

  /** Where the reader of each partition goes on; empty for a new store. */
  List<Position> positions();

  /**
   * Keeps the results together with the progress of their reader: all of it or, if this throws,
   * nothing. So each record is applied exactly once, even if the process is killed at any time.
   *
   * @return rows written
   * @throws StoreException of kind {@link StoreException.Kind#OVERTAKEN} if a partition is not
   *     where the batch believes it to be
   */
  RowsWritten apply(Batch batch);

  /** Every series of every model, in the order of model, version, segment, kind and length. */
  List<Series> series();

  /** Every series of one model; empty if nothing was ever concluded of it. */
  List<Series> series(String model);

  /**
   * Start of the first of the drifted windows that lead up to the series' newest one with no OK
   * window between them; UNKNOWN ones do not count. Of a quality series the same of failed windows.
   * Empty unless the newest window is drifted or failed.
   */
  Optional<Instant> driftedSince(Series series);

  /** The verdict on the series' newest window that is not UNKNOWN; empty if all are. */
  Optional<Verdict> newestJudged(Series series);

  /** Newest revisions by window start. A page ends early when it grows beyond a few megabytes. */
  Page<Verdict> verdicts(VerdictFilter filter, Page.Request page);

  /**
   * Every revision of one verdict, the newest first; empty if there is no such verdict.
   *
   * @param id of {@link VerdictKey#id}
   */
  List<Verdict> revisions(String model, String id);

  /** One column through time; the filter's state is that of the column. */
  Page<ColumnResult> column(String column, VerdictFilter filter, Page.Request page);

  /** The columns that drifted in the newest revision of a verdict, by name. */
  List<ColumnResult> driftedColumns(VerdictKey key);

  /**
   * One measure of performance through time, realised beside estimated; the filter's state is that
   * of the measure in a verdict of its kind, and without a kind a window is one point.
   */
  Page<PerformancePoint> performance(
      PerformanceKey measure, VerdictFilter filter, Page.Request page);

  /** The newest revision of a window's profile. The key's kind does not matter. */
  Optional<WindowProfile> profile(VerdictKey key);

  /** Waits for what is under way; later calls throw {@link StoreException}. */
  @Override
  void close();
}
