package dev.leeway.store.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.store.Page;
import dev.leeway.store.Series;
import dev.leeway.store.VerdictFilter;
import dev.leeway.store.VerdictJson;
import dev.leeway.store.VerdictKey;
import dev.leeway.verdict.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Verdicts read back. */
final class VerdictRows {

  /**
   * A page ends when its bodies reach this many characters. 10,000 verdicts of 1,000 columns would
   * be gigabytes.
   */
  private static final long PAGE_CHARACTERS = 8L * 1024 * 1024;

  private static final ObjectMapper JSON = new ObjectMapper();

  private VerdictRows() {}

  static Page<Verdict> page(Connection connection, VerdictFilter filter, Page.Request page)
      throws SQLException {
    Sql sql = Sql.of("SELECT body FROM newest_verdicts WHERE model = ?", filter.model());
    KeyRows.filter(sql, filter);
    KeyRows.page(sql, page);
    try (PreparedStatement statement = sql.prepare(connection);
        ResultSet found = statement.executeQuery()) {
      List<Verdict> verdicts = new ArrayList<>();
      long characters = 0;
      while (found.next()) {
        if (verdicts.size() == page.limit() || characters >= PAGE_CHARACTERS) {
          VerdictKey last = VerdictKey.of(verdicts.get(verdicts.size() - 1));
          return new Page<>(verdicts, Optional.of(last));
        }
        String body = found.getString(1);
        characters += body.length();
        verdicts.add(verdict(body));
      }
      return new Page<>(verdicts, Optional.empty());
    }
  }

  static Optional<Verdict> newestJudged(Connection connection, Series series) throws SQLException {
    return Sql.of(
            "SELECT body FROM newest_verdicts WHERE" + SeriesRows.SAME_SERIES,
            SeriesRows.values(series))
        .then("AND state <> 'UNKNOWN' ORDER BY window_start DESC LIMIT 1")
        .list(connection, row -> verdict(row.getString(1)))
        .stream()
        .findFirst();
  }

  static List<Verdict> revisions(Connection connection, String model, String id)
      throws SQLException {
    return Sql.of(
            "SELECT body FROM verdicts WHERE id = ? AND model = ? ORDER BY revision DESC",
            id,
            model)
        .list(connection, row -> verdict(row.getString(1)));
  }

  private static Verdict verdict(String body) {
    try {
      return VerdictJson.read(JSON.readTree(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored verdict is not JSON", e);
    }
  }
}
