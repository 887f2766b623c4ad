package dev.leeway.store.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.store.Page;
import dev.leeway.store.PerformancePoint;
import dev.leeway.store.VerdictFilter;
import dev.leeway.store.VerdictKey;
import dev.leeway.store.WindowPerformanceJson;
import dev.leeway.store.WindowPerformanceJson.Absent;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.WindowPerformance;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The measures of performance of the newest revisions, a row each. */
final class PerformanceRows {

  private static final ObjectMapper JSON = new ObjectMapper();

  private PerformanceRows() {}

  /** A later revision may have other measures, so the earlier one's go first. */
  static int write(Connection connection, VerdictKey key, Verdict verdict) throws SQLException {
    if (verdict.performance().isEmpty()) return 0;
    WindowPerformance performance = verdict.performance().get();
    Sql.of("DELETE FROM performance_results WHERE " + KeyRows.MATCH, KeyRows.values(key))
        .update(connection);
    SortedMap<PerformanceKey, Both> measures = new TreeMap<>();
    performance
        .realised()
        .forEach(one -> measures.merge(one.result().key(), Both.realised(one), Both::with));
    performance
        .estimated()
        .forEach(one -> measures.merge(one.result().key(), Both.estimated(one), Both::with));
    String sql =
        """
        INSERT INTO performance_results (model, version, segment, kind, window_start, window_end,
            measure, revision, state, predicted, labelled, last_revision, realised, estimated)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      @Nullable Object[] values = new @Nullable Object[14];
      System.arraycopy(KeyRows.values(key), 0, values, 0, 6);
      for (Map.Entry<PerformanceKey, Both> measure : measures.entrySet()) {
        values[6] = measure.getKey().toString();
        values[7] = verdict.revision();
        values[8] = measure.getValue().state(verdict.kind()).name();
        values[9] = performance.predicted();
        values[10] = performance.labelled();
        values[11] = performance.last() ? 1 : 0;
        values[12] = text(measure.getValue().realised());
        values[13] = text(measure.getValue().estimated());
        Sql.bind(insert, values);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    return measures.size();
  }

  /** A window has a row of each kind; both are one point. */
  static Page<PerformancePoint> page(
      Connection connection, PerformanceKey measure, VerdictFilter filter, Page.Request page)
      throws SQLException {
    Sql sql =
        Sql.of(
            "SELECT * FROM performance_results WHERE model = ? AND measure = ?",
            filter.model(),
            measure.toString());
    KeyRows.filter(sql, filter);
    KeyRows.page(sql, new Page.Request(page.order(), 2 * page.limit() + 1, page.after()));
    List<PerformancePoint> points = new ArrayList<>();
    for (PerformancePoint point : sql.list(connection, row -> point(measure, row))) {
      int last = points.size() - 1;
      if (last >= 0 && points.get(last).besides(point)) {
        points.set(last, points.get(last).with(point));
      } else {
        points.add(point);
      }
    }
    if (points.size() <= page.limit()) return new Page<>(points, Optional.empty());
    List<PerformancePoint> items = points.subList(0, page.limit());
    return new Page<>(items, Optional.of(end(items.get(items.size() - 1), page.order())));
  }

  /** The key of the window's row that comes last in the order, whether or not it is there. */
  private static VerdictKey end(PerformancePoint point, Page.Order order) {
    VerdictKey key = point.verdict();
    Verdict.Kind last =
        order == Page.Order.OLDEST_FIRST
            ? Verdict.Kind.PERFORMANCE
            : Verdict.Kind.ESTIMATED_PERFORMANCE;
    return new VerdictKey(key.model(), key.segment(), key.window(), last);
  }

  private static PerformancePoint point(PerformanceKey measure, ResultSet row) throws SQLException {
    return new PerformancePoint(
        KeyRows.read(row),
        row.getInt("revision"),
        row.getLong("predicted"),
        row.getLong("labelled"),
        row.getInt("last_revision") != 0,
        measured(measure, row.getString("realised")),
        measured(measure, row.getString("estimated")));
  }

  private static Optional<MeasuredPerformance> measured(
      PerformanceKey measure, @Nullable String text) {
    if (text == null) return Optional.empty();
    try {
      return Optional.of(WindowPerformanceJson.read(measure, JSON.readTree(text)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored measure is not JSON", e);
    }
  }

  private static @Nullable String text(Optional<MeasuredPerformance> measure) {
    return measure
        .map(one -> JsonText.of(json -> WindowPerformanceJson.write(json, one, Absent.LEFT_OUT)))
        .orElse(null);
  }

  /** One measure as a verdict tells it. */
  private record Both(
      Optional<MeasuredPerformance> realised, Optional<MeasuredPerformance> estimated) {

    static Both realised(MeasuredPerformance measure) {
      return new Both(Optional.of(measure), Optional.empty());
    }

    static Both estimated(MeasuredPerformance measure) {
      return new Both(Optional.empty(), Optional.of(measure));
    }

    Both with(Both other) {
      return new Both(realised.or(other::realised), estimated.or(other::estimated));
    }

    State state(Verdict.Kind kind) {
      return (kind == Verdict.Kind.PERFORMANCE ? realised : estimated)
          .map(MeasuredPerformance::state)
          .orElse(State.UNKNOWN);
    }
  }
}
