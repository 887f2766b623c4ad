package dev.leeway.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.event.ByteDictionary;
import dev.leeway.event.EventRow;
import dev.leeway.joint.JointCounter;
import dev.leeway.sketch.DistinctSketch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Counts rows into a {@link Profile}. For one thread; {@link #build} may be called between rows,
 * and {@link #clear} makes it ready for other rows without giving up its memory.
 */
public final class ProfileBuilder {

  private static final byte[] TRUE = "true".getBytes(UTF_8);
  private static final byte[] FALSE = "false".getBytes(UTF_8);

  private final Counting counting;
  private final Object[] counters;
  private final @Nullable JointCounter joint;

  /** Row in which a column was last counted, so that a name twice in one row counts once. */
  private final long[] countedInRow;

  private long rows;
  private long rowNumber;
  private long unexpected;
  private long identified;

  /** Whether the row at hand is still to be looked at as a whole. */
  private boolean open;

  private DistinctSketch ids = new DistinctSketch();

  /** Where the next cell's column probably is: services send their columns in one order. */
  private int guess;

  public ProfileBuilder(Counting counting) {
    this.counting = counting;
    counters = counting.newCounters();
    joint = counting.layout.joint().map(JointCounter::new).orElse(null);
    countedInRow = new long[counters.length];
  }

  /** What of a layout is needed to count on it, shared by all builders of that layout. */
  public static final class Counting {

    private final Layout layout;
    private final ByteDictionary names;
    private final List<ByteDictionary> categories = new ArrayList<>();
    private final Map<String, Pattern> patterns;

    public Counting(Layout layout) {
      this(layout, Map.of());
    }

    /**
     * Counts also which values do not match a pattern as a whole.
     *
     * @param patterns by name of a categorical column; others are passed over. They run on whatever
     *     text comes, so one that backtracks without end would hold the whole job up
     */
    public Counting(Layout layout, Map<String, Pattern> patterns) {
      this.layout = layout;
      this.patterns = Map.copyOf(patterns);
      names = new ByteDictionary(layout.columns().stream().map(ColumnLayout::name).toList());
      for (ColumnLayout column : layout.columns()) {
        categories.add(
            new ByteDictionary(
                column instanceof ColumnLayout.Categorical categorical
                    ? categorical.categories()
                    : List.of()));
      }
    }

    public Layout layout() {
      return layout;
    }

    private Object[] newCounters() {
      Object[] counters = new Object[layout.columns().size()];
      for (int i = 0; i < counters.length; i++) {
        counters[i] =
            layout.columns().get(i) instanceof ColumnLayout.Numeric numeric
                ? new NumericCounter(numeric.edges())
                : new CategoricalCounter(categories.get(i), check(layout.columns().get(i)));
      }
      return counters;
    }

    private @Nullable PatternCheck check(ColumnLayout column) {
      Pattern pattern = patterns.get(column.name());
      return pattern != null && column instanceof ColumnLayout.Categorical categorical
          ? new PatternCheck(pattern, categorical.categories())
          : null;
    }
  }

  /** Counts one decoded prediction. */
  public void add(EventRow row) {
    startRow();
    int idLength = row.headLength(EventRow.ID);
    if (idLength > 0) id(row.source(), row.headOffset(EventRow.ID), idLength);
    int cells = row.cells();
    byte[] source = row.source();
    for (int cell = row.firstColumn(); cell < cells; cell++) {
      int column = column(source, row.nameOffset(cell), row.nameLength(cell));
      if (column < 0) {
        unexpected++;
      } else if (row.type(cell) != EventRow.MISSING && firstInRow(column)) {
        count(column, row, cell);
      }
    }
  }

  /** Starts a row whose cells follow by column place. */
  public void startRow() {
    startRow(true);
  }

  /**
   * Starts a row whose cells follow by column place.
   *
   * @param together whether its columns may be looked at together: not those of a row that the
   *     layout's transform was fitted to
   */
  public void startRow(boolean together) {
    endRow();
    rows++;
    rowNumber++;
    guess = 0;
    open = together && joint != null;
    if (joint != null) joint.startRow();
  }

  private void endRow() {
    if (open && joint != null) joint.endRow();
    open = false;
  }

  /** The id of the row; at most once a row. */
  public void id(byte[] bytes, int offset, int length) {
    identified++;
    ids.add(ByteDictionary.hash(bytes, offset, length));
  }

  /** A number in the column of the given place; NaN and infinities are counted apart. */
  public void number(int column, double value) {
    if (counters[column] instanceof NumericCounter numeric) {
      numeric.add(value);
      if (joint != null) joint.number(column, value);
    } else {
      wrongType(column);
    }
  }

  /** Text in the column of the given place. */
  public void text(int column, byte[] bytes, int offset, int length) {
    if (counters[column] instanceof CategoricalCounter categorical
        && counting.layout.columns().get(column).kind() == ColumnKind.CATEGORICAL) {
      category(column, categorical.add(bytes, offset, length));
    } else {
      wrongType(column);
    }
  }

  /** True or false in the column of the given place; a categorical column takes it as text. */
  public void flag(int column, boolean value) {
    if (counters[column] instanceof CategoricalCounter categorical) {
      byte[] word = value ? TRUE : FALSE;
      category(column, categorical.add(word, 0, word.length));
    } else {
      wrongType(column);
    }
  }

  private void category(int column, int category) {
    if (joint != null) joint.category(column, category);
  }

  /** A value of a type that the column cannot hold. */
  public void wrongType(int column) {
    if (counters[column] instanceof NumericCounter numeric) {
      numeric.addWrongType();
    } else {
      ((CategoricalCounter) counters[column]).addWrongType();
    }
  }

  public long rows() {
    return rows;
  }

  /** The rows so far; later rows do not reach it, provided {@link #clear} comes before them. */
  public Profile build() {
    endRow();
    List<ColumnProfile> columns = new ArrayList<>(counters.length);
    for (Object counter : counters) {
      columns.add(
          counter instanceof NumericCounter numeric
              ? numeric.build()
              : ((CategoricalCounter) counter).build());
    }
    return new Profile(
        rows,
        unexpected,
        columns,
        new RowIds(identified, true, ids),
        Optional.ofNullable(joint).map(JointCounter::build));
  }

  /** Back to no rows. */
  public void clear() {
    rows = 0;
    unexpected = 0;
    identified = 0;
    ids = new DistinctSketch();
    open = false;
    if (joint != null) joint.clear();
    for (Object counter : counters) {
      if (counter instanceof NumericCounter numeric) numeric.clear();
      else ((CategoricalCounter) counter).clear();
    }
    Arrays.fill(countedInRow, 0);
    rowNumber = 0;
  }

  private int column(byte[] source, int offset, int length) {
    if (guess < counters.length && counting.names.is(guess, source, offset, length)) {
      return guess++;
    }
    int found = counting.names.find(source, offset, length);
    if (found >= 0) guess = found + 1;
    return found;
  }

  private boolean firstInRow(int column) {
    if (countedInRow[column] == rowNumber) return false;
    countedInRow[column] = rowNumber;
    return true;
  }

  private void count(int column, EventRow row, int cell) {
    switch (row.type(cell)) {
      case EventRow.NUMBER -> countNumber(column, row, cell);
      case EventRow.TEXT -> text(column, row.source(), row.textOffset(cell), row.textLength(cell));
      case EventRow.FLAG -> flag(column, row.number(cell) != 0);
      default -> countVector(column, row.number(cell));
    }
  }

  /** A category may be a number, as a store or class id often is. */
  private void countNumber(int column, EventRow row, int cell) {
    ColumnKind kind = counting.layout.columns().get(column).kind();
    if (kind == ColumnKind.NUMERIC) {
      number(column, row.number(cell));
    } else if (kind == ColumnKind.CATEGORICAL) {
      byte[] text = row.valueText(cell).getBytes(UTF_8);
      text(column, text, 0, text.length);
    } else {
      wrongType(column);
    }
  }

  private void countVector(int column, double norm) {
    if (counting.layout.columns().get(column).kind() == ColumnKind.EMBEDDING) {
      number(column, norm);
    } else {
      wrongType(column);
    }
  }
}
