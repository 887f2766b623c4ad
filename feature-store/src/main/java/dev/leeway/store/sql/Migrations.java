package dev.leeway.store.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Brings the tables to this release's shape, by numbered scripts that each run once. A script that
 * has been released is never edited; a change is a new script.
 */
final class Migrations {

  /** In their order; the first is version 1. */
  private static final List<String> SCRIPTS =
      List.of("0001_results.sql", "0002_since.sql", "0003_performance.sql");

  private final Database database;
  private final Dialect dialect;

  Migrations(Database database, Dialect dialect) {
    this.database = database;
    this.dialect = dialect;
  }

  /**
   * Runs the scripts that have not run yet, all or none.
   *
   * @throws StoreException of kind NEWER_SCHEMA if a script has run that this release does not know
   */
  void run() {
    database.transaction(
        connection -> {
          dialect.lockTables(connection);
          int version = version(connection);
          if (version > SCRIPTS.size()) {
            throw new StoreException(
                StoreException.Kind.NEWER_SCHEMA,
                "the results store has schema version "
                    + version
                    + ", this release knows up to "
                    + SCRIPTS.size()
                    + ": start the newer release, or give this one a store of its own");
          }
          for (int next = version + 1; next <= SCRIPTS.size(); next++) {
            apply(connection, next);
          }
          return SCRIPTS.size();
        });
  }

  private static int version(Connection connection) throws SQLException {
    Sql.of("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL PRIMARY KEY)")
        .update(connection);
    return Sql.of("SELECT COALESCE(MAX(version), 0) FROM schema_version")
        .list(connection, row -> row.getInt(1))
        .get(0);
  }

  private static void apply(Connection connection, int version) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String part : script(SCRIPTS.get(version - 1)).split(";\\s*(\\R|$)")) {
        if (!part.isBlank()) statement.executeUpdate(part);
      }
    }
    Sql.of("INSERT INTO schema_version (version) VALUES (?)", version).update(connection);
  }

  private static String script(String name) {
    try (InputStream in = Migrations.class.getResourceAsStream(name)) {
      if (in == null) throw new IllegalStateException("no script " + name);
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
