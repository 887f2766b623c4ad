package dev.leeway.store.sql;

import dev.leeway.store.Advance;
import dev.leeway.store.Position;
import dev.leeway.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** How far each partition has been applied. */
final class OffsetRows {

  private OffsetRows() {}

  static List<Position> all(Connection connection) throws SQLException {
    return Sql.of("SELECT topic, partition_id, next_offset, fingerprint FROM offsets")
        .list(connection, OffsetRows::position);
  }

  /**
   * Moves one partition on, provided that it still is where the reader believes it to be. So two
   * writers on one database cannot both apply the same record.
   */
  static void advance(Connection connection, Advance advance) throws SQLException {
    int changed =
        advance.from().isPresent()
            ? move(connection, advance.from().getAsLong(), advance.to())
            : begin(connection, advance.to());
    if (changed == 0) {
      throw new StoreException(
          StoreException.Kind.OVERTAKEN,
          advance.to().topic()
              + "-"
              + advance.to().partition()
              + " has been moved on by another writer");
    }
  }

  private static int begin(Connection connection, Position to) throws SQLException {
    String sql =
        "INSERT INTO offsets (next_offset, fingerprint, topic, partition_id) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (topic, partition_id) DO NOTHING";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, to);
      return statement.executeUpdate();
    }
  }

  private static int move(Connection connection, long from, Position to) throws SQLException {
    String sql =
        "UPDATE offsets SET next_offset = ?, fingerprint = ?"
            + " WHERE topic = ? AND partition_id = ? AND next_offset = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, to);
      statement.setLong(5, from);
      return statement.executeUpdate();
    }
  }

  private static void bind(PreparedStatement statement, Position to) throws SQLException {
    statement.setLong(1, to.nextOffset());
    statement.setLong(2, to.fingerprint());
    statement.setString(3, to.topic());
    statement.setInt(4, to.partition());
  }

  private static Position position(ResultSet row) throws SQLException {
    return new Position(
        row.getString("topic"),
        row.getInt("partition_id"),
        row.getLong("next_offset"),
        row.getLong("fingerprint"));
  }
}
