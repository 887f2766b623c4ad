package dev.leeway.store.sql;

import dev.leeway.event.ModelRef;
import dev.leeway.store.Series;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Window;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What series of verdicts there are, and how they stand. */
final class SeriesRows {

  /** Asks for the verdicts of one series. */
  static final String SAME_SERIES =
      " model = ? AND version = ? AND segment = ? AND kind = ? AND window_end - window_start = ? ";

  private SeriesRows() {}

  static List<Series> find(Connection connection, Optional<String> model) throws SQLException {
    Sql sql =
        Sql.of(
            """
            SELECT s.model, s.version, s.segment, s.kind, s.length_millis, s.first_start,
              s.last_start, v.revision, v.state, v.reason, v.row_count, v.reference_id
            FROM series s JOIN newest_verdicts v
              ON v.model = s.model AND v.version = s.version AND v.segment = s.segment
              AND v.kind = s.kind AND v.window_start = s.last_start
              AND v.window_end = s.last_start + s.length_millis
            """);
    model.ifPresent(name -> sql.then("WHERE s.model = ?", name));
    sql.then("ORDER BY s.model, s.version, s.segment, s.kind, s.length_millis");
    return sql.list(connection, SeriesRows::series);
  }

  static Optional<Instant> driftedSince(Connection connection, Series series) throws SQLException {
    State bad = series.newest().state();
    if (bad != State.DRIFTED && bad != State.FAILED) return Optional.empty();
    Object[] same = values(series);
    long newest = series.newest().window().start().toEpochMilli();
    return Sql.of("SELECT MIN(window_start) FROM newest_verdicts WHERE" + SAME_SERIES, same)
        .then("AND state = ? AND window_start <= ?", bad.name(), newest)
        .then("AND window_start > COALESCE((")
        .then("SELECT MAX(window_start) FROM newest_verdicts WHERE" + SAME_SERIES, same)
        .then("AND state = 'OK' AND window_start < ?), ?)", newest, Long.MIN_VALUE)
        .list(connection, row -> Instant.ofEpochMilli(row.getLong(1)))
        .stream()
        .findFirst();
  }

  /** The series in the order in which {@link #SAME_SERIES} asks for it. */
  static Object[] values(Series series) {
    return new Object[] {
      series.model().name(),
      series.model().version(),
      series.segment(),
      series.kind().name(),
      series.length().toMillis()
    };
  }

  private static Series series(ResultSet row) throws SQLException {
    Duration length = Duration.ofMillis(row.getLong("length_millis"));
    return new Series(
        new ModelRef(row.getString("model"), row.getString("version")),
        row.getString("segment"),
        Verdict.Kind.valueOf(row.getString("kind")),
        length,
        Instant.ofEpochMilli(row.getLong("first_start")),
        new Series.Newest(
            Window.starting(row.getLong("last_start"), length),
            row.getInt("revision"),
            State.valueOf(row.getString("state")),
            Verdict.UnknownReason.valueOf(row.getString("reason")),
            row.getLong("row_count"),
            row.getString("reference_id")));
  }
}
