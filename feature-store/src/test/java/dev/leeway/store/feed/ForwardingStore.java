package dev.leeway.store.feed;

import dev.leeway.performance.PerformanceKey;
import dev.leeway.store.Batch;
import dev.leeway.store.ColumnResult;
import dev.leeway.store.Page;
import dev.leeway.store.PerformancePoint;
import dev.leeway.store.Position;
import dev.leeway.store.ResultsStore;
import dev.leeway.store.RowsWritten;
import dev.leeway.store.Series;
import dev.leeway.store.VerdictFilter;
import dev.leeway.store.VerdictKey;
import dev.leeway.store.WindowProfile;
import dev.leeway.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A store that does what another does, but for what a test changes. */
class ForwardingStore implements ResultsStore {

  final ResultsStore store;

  ForwardingStore(ResultsStore store) {
    this.store = store;
  }

  @Override
  public List<Position> positions() {
    return store.positions();
  }

  @Override
  public RowsWritten apply(Batch batch) {
    return store.apply(batch);
  }

  @Override
  public List<Series> series() {
    return store.series();
  }

  @Override
  public List<Series> series(String model) {
    return store.series(model);
  }

  @Override
  public Optional<Instant> driftedSince(Series series) {
    return store.driftedSince(series);
  }

  @Override
  public Optional<Verdict> newestJudged(Series series) {
    return store.newestJudged(series);
  }

  @Override
  public Page<Verdict> verdicts(VerdictFilter filter, Page.Request page) {
    return store.verdicts(filter, page);
  }

  @Override
  public List<Verdict> revisions(String model, String id) {
    return store.revisions(model, id);
  }

  @Override
  public Page<ColumnResult> column(String column, VerdictFilter filter, Page.Request page) {
    return store.column(column, filter, page);
  }

  @Override
  public Page<PerformancePoint> performance(
      PerformanceKey measure, VerdictFilter filter, Page.Request page) {
    return store.performance(measure, filter, page);
  }

  @Override
  public List<ColumnResult> driftedColumns(VerdictKey key) {
    return store.driftedColumns(key);
  }

  @Override
  public Optional<WindowProfile> profile(VerdictKey key) {
    return store.profile(key);
  }

  @Override
  public void close() {
    store.close();
  }
}
