package dev.leeway.store.sql;

import dev.leeway.store.VerdictKey;
import dev.leeway.store.WindowProfile;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Window profiles, each in its newest revision. */
final class ProfileRows {

  private ProfileRows() {}

  /** Of one revision the last that arrives stays: it was computed last. */
  static void write(Connection connection, WindowProfile profile) throws SQLException {
    Sql.of(
            """
            INSERT INTO profiles (model, version, segment, window_start, window_end,
                revision, reference_id, row_count, profile)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (model, version, segment, window_start, window_end) DO UPDATE SET
              revision = excluded.revision, reference_id = excluded.reference_id,
              row_count = excluded.row_count, profile = excluded.profile
            WHERE excluded.revision >= profiles.revision
            """,
            profile.model().name(),
            profile.model().version(),
            profile.segment(),
            profile.window().start().toEpochMilli(),
            profile.window().end().toEpochMilli(),
            profile.revision(),
            profile.referenceId(),
            profile.rows(),
            profile.bytes())
        .update(connection);
  }

  static Optional<WindowProfile> find(Connection connection, VerdictKey key) throws SQLException {
    return Sql.of(
            """
            SELECT revision, reference_id, row_count, profile FROM profiles
            WHERE model = ? AND version = ? AND segment = ?
              AND window_start = ? AND window_end = ?
            """,
            key.model().name(),
            key.model().version(),
            key.segment(),
            key.window().start().toEpochMilli(),
            key.window().end().toEpochMilli())
        .list(
            connection,
            row ->
                new WindowProfile(
                    key.model(),
                    key.segment(),
                    key.window(),
                    row.getInt("revision"),
                    row.getString("reference_id"),
                    row.getLong("row_count"),
                    ByteBuffer.wrap(row.getBytes("profile"))))
        .stream()
        .findFirst();
  }
}
