package dev.leeway.app.compare;

import dev.leeway.mode.Sample;
import dev.leeway.profile.ColumnKind;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Layout;
import dev.leeway.reference.CellSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every value of a table, column by column in the order of rows, as the layout's kinds read them.
 * What a kind cannot hold counts as missing here; the profile tells it apart.
 */
final class ExactRows implements CellSink {

  private static final int LEFT_OUT = -1;

  private final List<Column> columns = new ArrayList<>();
  private final int[] places;
  private final ExactLimit limit;
  private int rows;

  /**
   * @param names the columns in the order of the cells
   * @param limit beyond it nothing more is kept
   */
  ExactRows(List<String> names, Layout layout, ExactLimit limit) {
    this.limit = limit;
    Map<String, Integer> byName = new HashMap<>();
    for (ColumnLayout column : layout.columns()) {
      byName.put(column.name(), columns.size());
      columns.add(new Column(column.kind()));
    }
    places = names.stream().mapToInt(name -> byName.getOrDefault(name, LEFT_OUT)).toArray();
  }

  /** The values of a column; meaningless once the limit is passed. */
  Sample sample(int place) {
    Column column = columns.get(place);
    return column.isNumeric()
        ? Sample.numbers(Arrays.copyOf(column.numbers, rows))
        : Sample.words(column.words);
  }

  @Override
  public void startRow() {
    if (!limit.add()) {
      columns.forEach(Column::forget);
      return;
    }
    columns.forEach(column -> column.startRow(rows));
    rows++;
  }

  @Override
  public void number(int column, double value) {
    Column target = target(column);
    if (target == null) return;
    if (target.kind == ColumnKind.NUMERIC) target.number(value);
    else if (target.kind == ColumnKind.CATEGORICAL) target.word(numberText(value));
  }

  @Override
  public void text(int column, String value) {
    Column target = target(column);
    if (target != null && target.kind == ColumnKind.CATEGORICAL) target.word(value);
  }

  @Override
  public void flag(int column, boolean value) {
    Column target = target(column);
    if (target != null && !target.isNumeric()) target.word(String.valueOf(value));
  }

  @Override
  public void vector(int column, double norm) {
    Column target = target(column);
    if (target != null && target.kind == ColumnKind.EMBEDDING) target.number(norm);
  }

  private @Nullable Column target(int column) {
    return places[column] == LEFT_OUT || !limit.isKept() ? null : columns.get(places[column]);
  }

  /** How a number reads as a category: without a fraction where it has none. */
  private static String numberText(double value) {
    long whole = (long) value;
    return whole == value ? Long.toString(whole) : Double.toString(value);
  }

  private static final class Column {

    final ColumnKind kind;
    private double[] numbers = new double[64];
    private final List<@Nullable String> words = new ArrayList<>();

    /** One object for each category, however often it comes. */
    private final Map<String, String> known = new HashMap<>();

    private int row;

    Column(ColumnKind kind) {
      this.kind = kind;
    }

    boolean isNumeric() {
      return kind == ColumnKind.NUMERIC || kind == ColumnKind.EMBEDDING;
    }

    void startRow(int row) {
      this.row = row;
      if (isNumeric()) {
        if (row == numbers.length) numbers = Arrays.copyOf(numbers, row * 2);
        numbers[row] = Double.NaN;
      } else {
        words.add(null);
      }
    }

    void number(double value) {
      numbers[row] = value;
    }

    void word(String value) {
      String same = known.putIfAbsent(value, value);
      words.set(row, same == null ? value : same);
    }

    void forget() {
      numbers = new double[0];
      words.clear();
      known.clear();
    }
  }
}
