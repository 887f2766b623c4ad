package dev.leeway.app.rows;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/**
 * A Parquet file, read by DuckDB in bounded memory. Dates, times, decimals and the like come as
 * text or number; lists must be of numbers.
 */
final class ParquetRows implements RowSource {

  /** How often progress is told, in rows. */
  private static final int STEP = 1 << 14;

  /** What every Parquet file begins and ends with. */
  private static final byte[] MARK = "PAR1".getBytes(US_ASCII);

  private final FileBytes bytes;
  private final List<ParquetColumn> cells;
  private final List<String> allNames;
  private final List<String> names;
  private final long rows;

  ParquetRows(FileBytes bytes, RowOptions options) {
    this.bytes = bytes;
    List<String> all = new ArrayList<>();
    List<String> types = new ArrayList<>();
    checkMarks();
    try (Connection database = open()) {
      rows = count(database);
      try (PreparedStatement describe =
              prepare(database, "DESCRIBE SELECT * FROM read_parquet(?)");
          ResultSet columns = describe.executeQuery()) {
        while (columns.next()) {
          all.add(columns.getString("column_name"));
          types.add(columns.getString("column_type"));
        }
      }
    } catch (SQLException e) {
      throw unreadable(e);
    }
    ColumnChoice choice = ColumnChoice.of(bytes.file(), all, options);
    allNames = choice.names();
    names = choice.wanted();
    cells = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (choice.place(i) != ColumnChoice.LEFT_OUT) cells.add(column(all.get(i), types.get(i)));
    }
  }

  /** DuckDB says little of a file that is none, or not whole. */
  private void checkMarks() {
    byte[] start;
    byte[] end;
    try (RandomAccessFile file = new RandomAccessFile(bytes.file().toFile(), "r")) {
      if (file.length() < 2L * MARK.length) {
        throw unreadable("too short for one");
      }
      start = mark(file, 0);
      end = mark(file, file.length() - MARK.length);
    } catch (IOException e) {
      throw RowException.of(bytes.file(), "cannot be read: " + e.getMessage());
    }
    if (!Arrays.equals(start, MARK)) throw unreadable("it does not begin as one");
    if (!Arrays.equals(end, MARK)) throw unreadable("its end is missing");
  }

  private static byte[] mark(RandomAccessFile file, long at) throws IOException {
    byte[] mark = new byte[MARK.length];
    file.seek(at);
    file.readFully(mark);
    return mark;
  }

  @Override
  public List<String> columns() {
    return names;
  }

  @Override
  public List<String> allColumns() {
    return allNames;
  }

  @Override
  public ReadRows forEach(RowVisitor visitor) {
    try {
      // DuckDB reads the file itself, so the hash takes readings of its own, before and after.
      if (!bytes.isHashed()) bytes.hash(0);
      long read = query(visitor);
      if (read != rows) {
        throw RowException.of(
            bytes.file(), "says it has " + rows + " rows, but " + read + " can be read");
      }
      return bytes.hash(read);
    } catch (SQLException e) {
      throw unreadable(e);
    } catch (IOException e) {
      throw RowException.of(bytes.file(), "cannot be read: " + e.getMessage());
    }
  }

  private long query(RowVisitor visitor) throws SQLException {
    long read = 0;
    String wanted = String.join(", ", cells.stream().map(ParquetColumn::expression).toList());
    // A table without columns still has rows.
    String select = "SELECT " + (wanted.isEmpty() ? "1" : wanted) + " FROM read_parquet(?)";
    try (Connection database = open();
        PreparedStatement statement = prepare(database, select);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        visitor.startRow();
        for (int column = 0; column < cells.size(); column++) {
          cell(row, column, visitor);
        }
        visitor.endRow();
        if (++read % STEP == 0) bytes.progress().at(read, rows);
      }
    }
    return read;
  }

  private void cell(ResultSet row, int column, RowVisitor visitor) throws SQLException {
    int at = column + 1;
    switch (cells.get(column).kind()) {
      case FLAG -> {
        boolean value = row.getBoolean(at);
        if (!row.wasNull()) visitor.flag(column, value);
      }
      case INTEGER -> {
        long value = row.getLong(at);
        if (!row.wasNull()) visitor.integer(column, value);
      }
      case DECIMAL -> {
        double value = row.getDouble(at);
        if (!row.wasNull()) visitor.decimal(column, value);
      }
      case TEXT -> {
        String value = row.getString(at);
        if (value != null) visitor.text(column, value);
      }
      case VECTOR -> {
        Array value = row.getArray(at);
        if (value != null) visitor.vector(column, numbers((Object[]) value.getArray(), column));
      }
    }
  }

  private double[] numbers(Object[] values, int column) {
    double[] numbers = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] instanceof Double number)) {
        throw RowException.of(
            bytes.file(), "\"" + names.get(column) + "\" has a list with a missing number");
      }
      numbers[i] = number;
    }
    return numbers;
  }

  private ParquetColumn column(String name, String type) {
    return ParquetColumn.of(name, type)
        .orElseThrow(
            () ->
                RowException.of(
                    bytes.file(), "column \"" + name + "\" is of type " + type + ": leave it out"));
  }

  private long count(Connection database) throws SQLException {
    try (PreparedStatement statement =
            prepare(database, "SELECT num_rows FROM parquet_file_metadata(?)");
        ResultSet row = statement.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private PreparedStatement prepare(Connection database, String sql) throws SQLException {
    PreparedStatement statement = database.prepareStatement(sql);
    statement.setString(1, pattern(bytes.file()));
    return statement;
  }

  /** The file's name as DuckDB takes it, which would expand * and others. */
  private static String pattern(Path file) {
    return file.toAbsolutePath().normalize().toString().replaceAll("[*?\\[]", "[$0]");
  }

  private static Connection open() throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("memory_limit", "256MB");
    settings.setProperty("threads", "1");
    settings.setProperty("temp_directory", "");
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
    return new DuckDBDriver().connect("jdbc:duckdb:", settings);
  }

  private RowException unreadable(SQLException e) {
    String message = String.valueOf(e.getMessage());
    return unreadable(message.lines().findFirst().orElse(""));
  }

  private RowException unreadable(String problem) {
    return RowException.of(bytes.file(), "cannot be read as Parquet: " + problem);
  }
}
