package dev.leeway.store.sql;

import com.zaxxer.hikari.HikariConfig;
import dev.leeway.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** What differs between databases; everything else is SQL that they share. */
interface Dialect {

  /** How to connect, with everything set that a connection needs. */
  HikariConfig connections();

  /** Keeps other processes from changing tables until the transaction ends. */
  void lockTables(Connection transaction) throws SQLException;

  /**
   * One SQLite file.
   *
   * <p>The write-ahead log lets readers go on while the writer writes. {@code synchronous=FULL}
   * puts every commit on the disk before it returns: with NORMAL a power failure would keep the
   * file sound, but take back verdicts that the API has already shown. A commit covers all records
   * of one read, so it costs one flush per read, not per verdict.
   */
  record SqliteFile(Path file) implements Dialect {

    private static final int CONNECTIONS = 4;

    /** How long a statement waits for another process that writes. */
    private static final int BUSY_MILLIS = 5_000;

    /** The log shrinks back to this after a burst, in bytes. */
    private static final int LOG_BYTES = 64 * 1024 * 1024;

    @Override
    public HikariConfig connections() {
      makeDirectory();
      SQLiteConfig sqlite = new SQLiteConfig();
      sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);
      sqlite.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
      sqlite.setBusyTimeout(BUSY_MILLIS);
      sqlite.setJournalSizeLimit(LOG_BYTES);
      // A transaction that reads first and writes later could not wait for another writer.
      sqlite.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
      SQLiteDataSource source = new SQLiteDataSource(sqlite);
      source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
      HikariConfig pool = new HikariConfig();
      pool.setDataSource(source);
      pool.setMaximumPoolSize(CONNECTIONS);
      return pool;
    }

    /** An IMMEDIATE transaction holds the file's only write lock from its first statement. */
    @Override
    public void lockTables(Connection transaction) {}

    private void makeDirectory() {
      try {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) Files.createDirectories(directory);
      } catch (IOException e) {
        throw new StoreException(
            StoreException.Kind.UNAVAILABLE, "no directory for " + file.getFileName(), e);
      }
    }
  }
}
