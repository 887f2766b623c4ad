package dev.leeway.store.sql;

import dev.leeway.event.ModelRef;
import dev.leeway.store.Page;
import dev.leeway.store.Span;
import dev.leeway.store.VerdictFilter;
import dev.leeway.store.VerdictKey;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Window;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** The columns that name a verdict, as they stand in every table: read, sought and paged by. */
final class KeyRows {

  private static final String ORDER = "window_start, window_end, version, segment, kind";

  private KeyRows() {}

  /** The key in the order in which {@link #MATCH} asks for it. */
  static Object[] values(VerdictKey key) {
    return new Object[] {
      key.model().name(),
      key.model().version(),
      key.segment(),
      key.kind().name(),
      key.window().start().toEpochMilli(),
      key.window().end().toEpochMilli()
    };
  }

  static final String MATCH =
      "model = ? AND version = ? AND segment = ? AND kind = ? AND window_start = ? AND window_end = ?";

  static VerdictKey read(ResultSet row) throws SQLException {
    return new VerdictKey(
        new ModelRef(row.getString("model"), row.getString("version")),
        row.getString("segment"),
        new Window(
            Instant.ofEpochMilli(row.getLong("window_start")),
            Instant.ofEpochMilli(row.getLong("window_end"))),
        Verdict.Kind.valueOf(row.getString("kind")));
  }

  /** Adds the filter's conditions but the model's. */
  static void filter(Sql sql, VerdictFilter filter) {
    Span span = filter.span();
    sql.then("AND window_start >= ? AND window_start < ?", ceil(span.from()), ceil(span.to()));
    filter.version().ifPresent(version -> sql.then("AND version = ?", version));
    filter.segment().ifPresent(segment -> sql.then("AND segment = ?", segment));
    filter.kind().ifPresent(kind -> sql.then("AND kind = ?", kind.name()));
    filter.state().ifPresent(state -> sql.then("AND state = ?", state.name()));
    filter
        .length()
        .ifPresent(length -> sql.then("AND window_end - window_start = ?", length.toMillis()));
  }

  /** Adds order and limit, and where the page starts. One more row than the page may have. */
  static void page(Sql sql, Page.Request page) {
    boolean forward = page.order() == Page.Order.OLDEST_FIRST;
    page.after()
        .ifPresent(
            key ->
                sql.then(
                    "AND (" + ORDER + ") " + (forward ? ">" : "<") + " (?, ?, ?, ?, ?)",
                    key.window().start().toEpochMilli(),
                    key.window().end().toEpochMilli(),
                    key.model().version(),
                    key.segment(),
                    key.kind().name()));
    String direction = forward ? "" : " DESC";
    sql.then(
        "ORDER BY " + ORDER.replace(",", direction + ",") + direction + " LIMIT ?",
        page.limit() + 1L);
  }

  /** Windows start at whole milliseconds, so a bound between two means the later one. */
  private static long ceil(Instant bound) {
    long floor = bound.toEpochMilli();
    return Instant.ofEpochMilli(floor).isBefore(bound) ? floor + 1 : floor;
  }
}
