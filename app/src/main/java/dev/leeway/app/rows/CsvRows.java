package dev.leeway.app.rows;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.RecordType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A CSV file after RFC 4180: commas, double quotes, a header in the first line, UTF-8. Lines may
 * end in LF, CRLF or CR; blank ones are skipped. {@link CsvCell} tells how fields are read.
 */
final class CsvRows implements RowSource {

  /** Longest field, in characters. */
  private static final int MAX_FIELD = 16 * 1024 * 1024;

  private final FileBytes bytes;
  private final CsvCell cell;
  private final ColumnChoice columns;

  CsvRows(FileBytes bytes, RowOptions options) {
    this.bytes = bytes;
    cell = new CsvCell(options.missing());
    Header header = new Header();
    try (FileBytes.Pass pass = bytes.open()) {
      read(pass, header, 1);
    } catch (IOException e) {
      throw unreadable(e, header);
    }
    if (header.names.isEmpty()) {
      throw RowException.of(bytes.file(), "is empty: the first line must name the columns");
    }
    columns = ColumnChoice.of(bytes.file(), header.names, options);
  }

  @Override
  public List<String> columns() {
    return columns.wanted();
  }

  @Override
  public List<String> allColumns() {
    return columns.names();
  }

  @Override
  public ReadRows forEach(RowVisitor visitor) {
    Rows rows = new Rows(visitor);
    try (FileBytes.Pass pass = bytes.open()) {
      read(pass, rows, Long.MAX_VALUE);
      return pass.end(rows.count);
    } catch (IOException e) {
      throw unreadable(e, rows);
    }
  }

  private void read(FileBytes.Pass pass, Handler handler, long most) throws IOException {
    CsvReader<Boolean> reader =
        CsvReader.builder()
            .allowUnclosedQuote(false)
            // Ragged rows are told by the handler, with the line.
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .skipEmptyLines(true)
            .maxBufferSize(MAX_FIELD)
            .build(handler, Utf8Text.reader(pass.content(), bytes.file()));
    try {
      Iterator<Boolean> records = reader.iterator();
      for (long record = 0; record < most && records.hasNext(); record++) {
        records.next();
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (CsvParseException e) {
      if (e.getCause() instanceof RowException told) throw told;
      throw RowException.at(bytes.file(), handler.line(), reason(e));
    }
  }

  private RowException unreadable(IOException e, Handler handler) {
    if (e instanceof CharacterCodingException) {
      return RowException.at(bytes.file(), handler.line(), "not UTF-8 here or further on");
    }
    return RowException.of(bytes.file(), "cannot be read: " + e.getMessage());
  }

  private static String reason(CsvParseException e) {
    Throwable deepest = e;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage());
  }

  private abstract static class Handler extends AbstractBaseCsvCallbackHandler<Boolean> {

    private long begun = 1;

    @Override
    protected void handleBegin(long startingLineNumber) {
      begun = startingLineNumber;
    }

    /** Line in which the record at hand begins. */
    long line() {
      return begun;
    }
  }

  private final class Header extends Handler {

    final List<String> names = new ArrayList<>();
    private boolean numbersOnly = true;

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
      if (names.size() > MAX_COLUMNS) return;
      String name = new String(buffer, offset, length);
      names.add(name);
      numbersOnly &= name.matches("-?[0-9.]+([eE][-+]?[0-9]+)?");
    }

    @Override
    protected Boolean buildRecord() {
      if (numbersOnly && !names.isEmpty()) {
        throw RowException.at(
            bytes.file(), line(), "holds numbers only: the first line must name the columns");
      }
      return true;
    }
  }

  private final class Rows extends Handler {

    private final RowVisitor visitor;
    private boolean headerRead;
    private long count;

    Rows(RowVisitor visitor) {
      this.visitor = visitor;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
      if (!headerRead) return;
      if (index == 0) visitor.startRow();
      if (index >= columns.all()) return;
      int place = columns.place(index);
      if (place != ColumnChoice.LEFT_OUT) cell.tell(place, buffer, offset, length, visitor);
    }

    @Override
    protected Boolean buildRecord() {
      if (getRecordType() == RecordType.EMPTY) return true;
      int fields = getFieldCount();
      if (fields != columns.all()) {
        throw RowException.at(
            bytes.file(),
            line(),
            "has " + fields + " fields where the header has " + columns.all());
      }
      if (headerRead) {
        count++;
        visitor.endRow();
      }
      headerRead = true;
      return true;
    }
  }
}
