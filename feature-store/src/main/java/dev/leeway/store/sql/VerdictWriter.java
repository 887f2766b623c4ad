package dev.leeway.store.sql;

import dev.leeway.store.VerdictJson;
import dev.leeway.store.VerdictKey;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes verdicts into all tables that speak of them, within the caller's transaction. */
final class VerdictWriter {

  private static final Set<Measure> ALL = EnumSet.allOf(Measure.class);

  private final Connection connection;

  VerdictWriter(Connection connection) {
    this.connection = connection;
  }

  Written write(List<Verdict> verdicts) throws SQLException {
    int columns = 0;
    int measures = 0;
    for (Verdict verdict : verdicts) {
      VerdictKey key = VerdictKey.of(verdict);
      writeVerdict(key, verdict);
      writeSeries(key);
      if (!isNewest(key, verdict.revision())) continue;
      columns += writeColumns(key, verdict);
      measures += PerformanceRows.write(connection, key, verdict);
    }
    return new Written(verdicts.size(), columns, measures);
  }

  /** Of one revision the last that arrives stays: it was computed last. */
  private void writeVerdict(VerdictKey key, Verdict verdict) throws SQLException {
    Sql.of(
            """
            INSERT INTO verdicts (model, version, segment, kind, window_start, window_end,
                revision, id, state, reason, row_count, reference_id, body)
            VALUES (?, ?, ?, ?, ?, ?,""",
            KeyRows.values(key))
        .then(
            """
            ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (model, version, segment, kind, window_start, window_end, revision)
            DO UPDATE SET state = excluded.state, reason = excluded.reason,
              row_count = excluded.row_count, reference_id = excluded.reference_id,
              body = excluded.body
            """,
            verdict.revision(),
            Verdict.id(verdict.key()),
            verdict.state().name(),
            verdict.reason().name(),
            verdict.rows(),
            verdict.referenceId(),
            JsonText.of(json -> VerdictJson.write(json, verdict)))
        .update(connection);
  }

  private void writeSeries(VerdictKey key) throws SQLException {
    long start = key.window().start().toEpochMilli();
    Sql.of(
            """
            INSERT INTO series (model, version, segment, kind, length_millis,
                first_start, last_start)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (model, version, segment, kind, length_millis) DO UPDATE SET
              first_start = CASE WHEN excluded.first_start < series.first_start
                THEN excluded.first_start ELSE series.first_start END,
              last_start = CASE WHEN excluded.last_start > series.last_start
                THEN excluded.last_start ELSE series.last_start END
            """,
            key.model().name(),
            key.model().version(),
            key.segment(),
            key.kind().name(),
            key.window().length().toMillis(),
            start,
            start)
        .update(connection);
  }

  private boolean isNewest(VerdictKey key, int revision) throws SQLException {
    return Sql.of("SELECT 1 FROM verdicts WHERE " + KeyRows.MATCH, KeyRows.values(key))
        .then("AND revision > ? LIMIT 1", revision)
        .list(connection, row -> row.getInt(1))
        .isEmpty();
  }

  /** A later revision may have other columns, so the earlier one's go first. */
  private int writeColumns(VerdictKey key, Verdict verdict) throws SQLException {
    Sql.of("DELETE FROM column_results WHERE " + KeyRows.MATCH, KeyRows.values(key))
        .update(connection);
    String sql =
        """
        INSERT INTO column_results (model, version, segment, kind, window_start, window_end,
            column_name, revision, column_kind, state, row_count, missing, why, measures, since)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """;
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      @Nullable Object[] values = new @Nullable Object[15];
      System.arraycopy(KeyRows.values(key), 0, values, 0, 6);
      for (ColumnVerdict column : verdict.columns()) {
        values[6] = column.column();
        values[7] = verdict.revision();
        values[8] = column.kind().name();
        values[9] = column.state().name();
        values[10] = column.rows();
        values[11] = column.missing();
        values[12] = column.why();
        values[13] = JsonText.of(json -> VerdictJson.writeMeasures(json, column, ALL));
        values[14] = column.since().map(Instant::toEpochMilli).orElse(null);
        Sql.bind(insert, values);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    return verdict.columns().size();
  }

  /** Rows written. */
  record Written(int verdicts, int columns, int measures) {}
}
