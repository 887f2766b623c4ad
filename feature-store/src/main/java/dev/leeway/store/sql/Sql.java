package dev.leeway.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that grows piece by piece; values go in as parameters only. */
final class Sql {

  private final StringBuilder text;
  private final List<Object> values = new ArrayList<>();

  private Sql(String text) {
    this.text = new StringBuilder(text);
  }

  static Sql of(String text, Object... values) {
    return new Sql("").then(text, values);
  }

  Sql then(String more, Object... parameters) {
    if (text.length() > 0) text.append(' ');
    text.append(more);
    values.addAll(List.of(parameters));
    return this;
  }

  /** The rows it finds, each turned into a value. */
  <T> List<T> list(Connection connection, Row<T> row) throws SQLException {
    try (PreparedStatement statement = prepare(connection);
        ResultSet found = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (found.next()) rows.add(row.of(found));
      return rows;
    }
  }

  /** Runs it and tells how many rows it changed. */
  int update(Connection connection) throws SQLException {
    try (PreparedStatement statement = prepare(connection)) {
      return statement.executeUpdate();
    }
  }

  /** The statement with its values bound; the caller closes it. */
  PreparedStatement prepare(Connection connection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(text.toString());
    bind(statement, values.toArray());
    return statement;
  }

  /** Sets all parameters of a statement; null is NULL. */
  static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  /** How a row becomes a value. */
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }
}
