package dev.leeway.app.outcomes;

import dev.leeway.app.rows.RowVisitor;
import dev.leeway.app.rows.TimeCell;
import dev.leeway.performance.Cell;
import dev.leeway.performance.Outputs;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Gathers the wanted cells of a row and hands them on at its end. */
final class OutcomeCells implements RowVisitor, Outputs {

  private static final int UNWANTED = -1;

  private final OutcomeTable table;
  private final OutcomeRow.Sink sink;
  private final Map<String, Integer> places = new HashMap<>();

  /** Place among the cells by place in the table. */
  private final int[] wanted;

  private final Cell[] cells;
  private long row;

  OutcomeCells(OutcomeTable table, List<String> columns, OutcomeRow.Sink sink) {
    this.table = table;
    this.sink = sink;
    wanted = new int[table.table().names().size()];
    Arrays.fill(wanted, UNWANTED);
    for (String column : columns) {
      int at = table.table().names().indexOf(column);
      if (at >= 0 && wanted[at] == UNWANTED) {
        wanted[at] = places.size();
        places.put(column, wanted[at]);
      }
    }
    cells = new Cell[places.size()];
  }

  @Override
  public Cell cell(String column) {
    Integer place = places.get(column);
    return place == null ? Cell.Missing.MISSING : cells[place];
  }

  @Override
  public void startRow() {
    Arrays.fill(cells, Cell.Missing.MISSING);
  }

  @Override
  public void flag(int column, boolean value) {
    put(column, new Cell.Flag(value));
  }

  @Override
  public void integer(int column, long value) {
    put(column, new Cell.Numeric((double) value));
  }

  @Override
  public void decimal(int column, double value) {
    put(column, new Cell.Numeric(value));
  }

  @Override
  public void text(int column, String value) {
    put(column, new Cell.Text(value));
  }

  /** A vector is neither a class nor a score: text that none is named by. */
  @Override
  public void vector(int column, double[] values) {
    put(column, new Cell.Text(Arrays.toString(values)));
  }

  @Override
  public void endRow() {
    OptionalLong millis =
        table.timeColumn().map(this::cell).map(OutcomeCells::millis).orElse(OptionalLong.empty());
    sink.row(new OutcomeRow(row++, millis, this, table.label(this)));
  }

  private static OptionalLong millis(Cell cell) {
    if (cell instanceof Cell.Numeric number) return TimeCell.millis(number.value());
    return cell instanceof Cell.Text text ? TimeCell.millis(text.value()) : OptionalLong.empty();
  }

  private void put(int column, Cell cell) {
    if (wanted[column] != UNWANTED) cells[wanted[column]] = cell;
  }
}
