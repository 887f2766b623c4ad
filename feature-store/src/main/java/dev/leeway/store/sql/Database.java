package dev.leeway.store.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.leeway.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;

/** The pool of connections, and what a failure of any of them means. */
final class Database implements AutoCloseable {

  /** Longest wait for a free connection. */
  private static final int WAIT_MILLIS = 10_000;

  private final HikariDataSource pool;

  private Database(HikariDataSource pool) {
    this.pool = pool;
  }

  /**
   * @throws StoreException of kind UNAVAILABLE if no connection can be made
   */
  static Database open(Dialect dialect) {
    HikariConfig config = dialect.connections();
    config.setPoolName("leeway-results");
    config.setConnectionTimeout(WAIT_MILLIS);
    try {
      return new Database(new HikariDataSource(config));
    } catch (PoolInitializationException e) {
      throw unavailable(e);
    }
  }

  /** Runs one statement, which sees one state of the database. */
  <T> T read(Work<T> work) {
    try (Connection connection = pool.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  /** Runs statements that are kept together or, if any throws, not at all. */
  <T> T transaction(Work<T> work) {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  @Override
  public void close() {
    pool.close();
  }

  private static StoreException unavailable(Exception cause) {
    return new StoreException(
        StoreException.Kind.UNAVAILABLE, "results store: " + cause.getMessage(), cause);
  }

  /** What is done with a connection. */
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }
}
