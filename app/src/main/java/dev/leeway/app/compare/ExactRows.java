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
 * Every value of a table's columns of numbers, categories and flags, column by column in the order
 * of rows. What a kind cannot hold counts as missing here; the profile tells it apart. Texts, times
 * and vectors are not kept: they are compared by what is counted of them.
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

  /** Whether values of a kind are kept. */
  static boolean isKept(ColumnKind kind) {
    return switch (kind) {
      case NUMERIC, CATEGORICAL, BOOLEAN -> true;
      case TEXT, TIMESTAMP, EMBEDDING, JOINT -> false;
    };
  }

  /**
   * The values of a column of the layout; meaningless once the limit is passed.
   *
   * @throws IllegalArgumentException if values of its kind are not kept
   */
  Sample sample(int place) {
    Column column = columns.get(place);
    return switch (column.kind) {
      case NUMERIC -> Sample.numbers(Arrays.copyOf(column.numbers, rows));
      case CATEGORICAL, BOOLEAN -> Sample.words(column.words);
      default -> throw new IllegalArgumentException("no values of kind " + column.kind);
    };
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
    if (target != null && target.kind != ColumnKind.NUMERIC) target.word(String.valueOf(value));
  }

  @Override
  public void vector(int column, double norm) {}

  private @Nullable Column target(int column) {
    if (places[column] == LEFT_OUT || !limit.isKept()) return null;
    Column target = columns.get(places[column]);
    return isKept(target.kind) ? target : null;
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

    void startRow(int row) {
      this.row = row;
      if (!isKept(kind)) return;
      if (kind == ColumnKind.NUMERIC) {
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
