package dev.leeway.store.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.profile.ColumnKind;
import dev.leeway.store.ColumnResult;
import dev.leeway.store.Page;
import dev.leeway.store.VerdictFilter;
import dev.leeway.store.VerdictJson;
import dev.leeway.store.VerdictKey;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.State;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The columns of the newest revisions. */
final class ColumnRows {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ColumnRows() {}

  static Page<ColumnResult> page(
      Connection connection, String column, VerdictFilter filter, Page.Request page)
      throws SQLException {
    Sql sql =
        Sql.of(
            "SELECT * FROM column_results WHERE model = ? AND column_name = ?",
            filter.model(),
            column);
    KeyRows.filter(sql, filter);
    KeyRows.page(sql, page);
    List<ColumnResult> found = sql.list(connection, ColumnRows::result);
    if (found.size() <= page.limit()) return new Page<>(found, Optional.empty());
    List<ColumnResult> items = found.subList(0, page.limit());
    return new Page<>(items, Optional.of(items.get(items.size() - 1).verdict()));
  }

  static List<ColumnResult> drifted(Connection connection, VerdictKey key) throws SQLException {
    return Sql.of("SELECT * FROM column_results WHERE " + KeyRows.MATCH, KeyRows.values(key))
        .then("AND state = ? ORDER BY column_name", State.DRIFTED.name())
        .list(connection, ColumnRows::result);
  }

  private static ColumnResult result(ResultSet row) throws SQLException {
    return new ColumnResult(
        KeyRows.read(row),
        row.getInt("revision"),
        new ColumnVerdict(
            row.getString("column_name"),
            ColumnKind.valueOf(row.getString("column_kind")),
            State.valueOf(row.getString("state")),
            row.getString("why"),
            row.getLong("row_count"),
            row.getLong("missing"),
            VerdictJson.readMeasures(tree(row.getString("measures"))),
            since(row)));
  }

  private static Optional<Instant> since(ResultSet row) throws SQLException {
    long millis = row.getLong("since");
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored measures are not JSON", e);
    }
  }
}
