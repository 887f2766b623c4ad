package dev.leeway.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.event.EventRow;
import dev.leeway.performance.Cell;
import dev.leeway.performance.Outputs;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The columns of the row at hand as answers are read; where there is no column of the name, its
 * tag. For one thread.
 */
final class RowOutputs implements Outputs {

  /** Names that are remembered; a bundle of many models with other columns begins anew. */
  private static final int MOST_NAMES = 4096;

  private final Map<String, Name> names = new HashMap<>();
  private EventRow row = new EventRow();

  /** A name's bytes, and where it was found last: rows of one writer are alike. */
  private static final class Name {
    private final byte[] bytes;
    private int last;

    private Name(String text) {
      bytes = text.getBytes(UTF_8);
    }
  }

  RowOutputs of(EventRow next) {
    row = next;
    return this;
  }

  @Override
  public Cell cell(String column) {
    if (names.size() > MOST_NAMES) names.clear();
    Name name = names.computeIfAbsent(column, Name::new);
    int cell = find(name);
    if (cell < 0) return Cell.Missing.MISSING;
    name.last = cell;
    return switch (row.type(cell)) {
      case EventRow.FLAG -> new Cell.Flag(row.number(cell) != 0);
      case EventRow.NUMBER -> new Cell.Numeric(row.number(cell));
      case EventRow.TEXT -> new Cell.Text(row.valueText(cell));
      // A vector is neither a class nor a score: text that none is named by.
      case EventRow.VECTOR -> new Cell.Text("");
      default -> Cell.Missing.MISSING;
    };
  }

  private int find(Name name) {
    if (name.last >= row.firstColumn() && is(name.last, name.bytes)) return name.last;
    for (int cell = row.firstColumn(); cell < row.cells(); cell++) {
      if (is(cell, name.bytes)) return cell;
    }
    for (int cell = 0; cell < row.firstColumn(); cell++) {
      if (is(cell, name.bytes)) return cell;
    }
    return -1;
  }

  private boolean is(int cell, byte[] name) {
    if (cell >= row.cells() || row.nameLength(cell) != name.length) return false;
    int from = row.nameOffset(cell);
    return Arrays.equals(row.source(), from, from + name.length, name, 0, name.length);
  }
}
