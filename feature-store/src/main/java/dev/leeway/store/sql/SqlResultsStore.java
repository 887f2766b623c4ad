package dev.leeway.store.sql;

import dev.leeway.performance.PerformanceKey;
import dev.leeway.store.Advance;
import dev.leeway.store.Batch;
import dev.leeway.store.ColumnResult;
import dev.leeway.store.Page;
import dev.leeway.store.PerformancePoint;
import dev.leeway.store.Position;
import dev.leeway.store.ResultsStore;
import dev.leeway.store.RowsWritten;
import dev.leeway.store.Series;
import dev.leeway.store.StoreException;
import dev.leeway.store.VerdictFilter;
import dev.leeway.store.VerdictKey;
import dev.leeway.store.WindowProfile;
import dev.leeway.verdict.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The results store on a SQL database. */
public final class SqlResultsStore implements ResultsStore {

  private final Database database;

  private SqlResultsStore(Database database) {
    this.database = database;
  }

  /**
   * Opens the store in a SQLite file, which is made if there is none. Every commit is on the disk
   * when it returns.
   *
   * @throws StoreException if the file cannot be used, or a newer release has changed its tables
   */
  public static SqlResultsStore open(Path file) {
    return open(new Dialect.SqliteFile(file));
  }

  static SqlResultsStore open(Dialect dialect) {
    Database database = Database.open(dialect);
    boolean opened = false;
    try {
      new Migrations(database, dialect).run();
      opened = true;
      return new SqlResultsStore(database);
    } finally {
      if (!opened) database.close();
    }
  }

  @Override
  public List<Position> positions() {
    return database.read(OffsetRows::all);
  }

  @Override
  public RowsWritten apply(Batch batch) {
    return database.transaction(
        connection -> {
          // First, so that a writer that has been overtaken does no work in vain.
          for (Advance advance : batch.advances()) OffsetRows.advance(connection, advance);
          VerdictWriter.Written written = new VerdictWriter(connection).write(batch.verdicts());
          for (WindowProfile profile : batch.profiles()) ProfileRows.write(connection, profile);
          return new RowsWritten(
              written.verdicts(), written.columns(), written.measures(), batch.profiles().size());
        });
  }

  @Override
  public List<Series> series() {
    return database.read(connection -> SeriesRows.find(connection, Optional.empty()));
  }

  @Override
  public List<Series> series(String model) {
    return database.read(connection -> SeriesRows.find(connection, Optional.of(model)));
  }

  @Override
  public Optional<Instant> driftedSince(Series series) {
    return database.read(connection -> SeriesRows.driftedSince(connection, series));
  }

  @Override
  public Optional<Verdict> newestJudged(Series series) {
    return database.read(connection -> VerdictRows.newestJudged(connection, series));
  }

  @Override
  public Page<Verdict> verdicts(VerdictFilter filter, Page.Request page) {
    return database.read(connection -> VerdictRows.page(connection, filter, page));
  }

  @Override
  public List<Verdict> revisions(String model, String id) {
    return database.read(connection -> VerdictRows.revisions(connection, model, id));
  }

  @Override
  public Page<ColumnResult> column(String column, VerdictFilter filter, Page.Request page) {
    return database.read(connection -> ColumnRows.page(connection, column, filter, page));
  }

  @Override
  public List<ColumnResult> driftedColumns(VerdictKey key) {
    return database.read(connection -> ColumnRows.drifted(connection, key));
  }

  @Override
  public Page<PerformancePoint> performance(
      PerformanceKey measure, VerdictFilter filter, Page.Request page) {
    return database.read(connection -> PerformanceRows.page(connection, measure, filter, page));
  }

  @Override
  public Optional<WindowProfile> profile(VerdictKey key) {
    return database.read(connection -> ProfileRows.find(connection, key));
  }

  @Override
  public void close() {
    database.close();
  }
}
