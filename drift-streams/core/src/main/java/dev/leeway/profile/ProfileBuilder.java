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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts rows into a {@link Profile}. For one thread; {@link #build} may be called between rows,
 * and {@link #clear} makes it ready for other rows without giving up its memory.
 */
public final class ProfileBuilder {

  private static final byte[] TRUE = "true".getBytes(UTF_8);
  private static final byte[] FALSE = "false".getBytes(UTF_8);

  private final Counting counting;
  private final Counter[] counters;
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

  private final WriterPlaces places;
  private final RowSample sample = new RowSample();

  public ProfileBuilder(Counting counting) {
    this.counting = counting;
    counters = counting.counters.counters(sample);
    places = new WriterPlaces(counting.names);
    joint = counting.layout.joint().map(JointCounter::new).orElse(null);
    countedInRow = new long[counters.length];
  }

  /** What of a layout is needed to count on it, shared by all builders of that layout. */
  public static final class Counting {

    private final Layout layout;
    private final ByteDictionary names;
    private final CounterSet counters;

    public Counting(Layout layout) {
      this(layout, Map.of());
    }

    /**
     * Counts also which values do not match a pattern as a whole.
     *
     * @param patterns by name of a categorical or text column; others are passed over. They run on
     *     whatever text comes, so one that backtracks without end would hold the whole job up
     */
    public Counting(Layout layout, Map<String, Pattern> patterns) {
      this(layout, patterns, false);
    }

    private Counting(Layout layout, Map<String, Pattern> patterns, boolean ofReference) {
      this.layout = layout;
      // A facet goes by its column's name: what is called like a facet is no column of the model.
      names =
          new ByteDictionary(
              IntStream.range(0, layout.columns().size())
                  .mapToObj(
                      i ->
                          CounterSet.isFacet(layout.columns().get(i))
                              ? "\0" + i
                              : layout.columns().get(i).name())
                  .toList());
      List<ByteDictionary> categories = new ArrayList<>();
      for (ColumnLayout column : layout.columns()) {
        categories.add(
            new ByteDictionary(
                column instanceof ColumnLayout.Categorical categorical
                    ? categorical.categories()
                    : List.of()));
      }
      counters = new CounterSet(layout, categories, Map.copyOf(patterns), ofReference);
    }

    /** Counts rows that the layout was made of. */
    public static Counting ofReference(Layout layout) {
      return new Counting(layout, Map.of(), true);
    }

    public Layout layout() {
      return layout;
    }
  }

  /** Counts one decoded prediction. */
  public void add(EventRow row) {
    startRow();
    int idLength = row.headLength(EventRow.ID);
    if (idLength > 0) sample.next(id(row.source(), row.headOffset(EventRow.ID), idLength));
    int cells = row.cells();
    int[] ofWriter = places.of(row.names());
    for (int cell = row.firstColumn(); cell < cells; cell++) {
      int column = row.place(cell) >= 0 ? ofWriter[row.place(cell)] : column(row, cell);
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

  /** The id of the row, at most once a row; its hash is returned. */
  public long id(byte[] bytes, int offset, int length) {
    long hash = ByteDictionary.hash(bytes, offset, length);
    identified++;
    ids.add(hash);
    return hash;
  }

  /**
   * A number in the column of the given place; NaN and infinities are counted apart. In an
   * embedding's column it is a vector's norm, in one of times milliseconds since the epoch.
   */
  public void number(int column, double value) {
    Counter counter = counters[column];
    if (counter instanceof NumericCounter numeric) {
      numeric.add(value);
      if (joint != null) joint.number(column, value);
    } else if (counter instanceof TimeCounter times) {
      times.add(value);
    } else if (counter instanceof VectorCounter vectors) {
      vectors.addNorm(value);
    } else {
      wrongType(column);
    }
  }

  /** Text in the column of the given place. */
  public void text(int column, byte[] bytes, int offset, int length) {
    Counter counter = counters[column];
    if (counter instanceof CategoricalCounter categorical
        && counting.layout.columns().get(column).kind() == ColumnKind.CATEGORICAL) {
      int category = categorical.add(bytes, offset, length);
      if (joint != null) joint.category(column, category);
    } else if (counter instanceof TextCounter texts) {
      texts.add(bytes, offset, length);
    } else if (counter instanceof TimeCounter times) {
      times.add(bytes, offset, length);
    } else {
      wrongType(column);
    }
  }

  /** True or false in the column of the given place; a categorical column takes it as text. */
  public void flag(int column, boolean value) {
    if (counters[column] instanceof CategoricalCounter categorical) {
      byte[] word = value ? TRUE : FALSE;
      int category = categorical.add(word, 0, word.length);
      if (joint != null) joint.category(column, category);
    } else {
      wrongType(column);
    }
  }

  /** A vector in the column of the given place. */
  public void vector(int column, double[] components, int offset, int length) {
    if (counters[column] instanceof VectorCounter vectors) {
      vectors.add(components, offset, length);
    } else if (counting.layout.columns().get(column).kind() == ColumnKind.EMBEDDING) {
      number(column, VectorCounter.norm(components, offset, length));
    } else {
      wrongType(column);
    }
  }

  /** A value of a type that the column cannot hold. */
  public void wrongType(int column) {
    counters[column].addWrongType();
  }

  public long rows() {
    return rows;
  }

  /** The rows so far; later rows do not reach it, provided {@link #clear} comes before them. */
  public Profile build() {
    endRow();
    List<ColumnProfile> columns = new ArrayList<>(counters.length);
    for (Counter counter : counters) {
      columns.add(counter.build());
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
    for (Counter counter : counters) {
      counter.clear();
    }
    Arrays.fill(countedInRow, 0);
    rowNumber = 0;
  }

  private int column(EventRow row, int cell) {
    byte[] source = row.source();
    int offset = row.nameOffset(cell);
    int length = row.nameLength(cell);
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
      default -> vector(column, row.components(), row.componentOffset(cell), row.textLength(cell));
    }
  }

  /** A category or a text may be a number, as a store or class id often is. */
  private void countNumber(int column, EventRow row, int cell) {
    ColumnKind kind = counting.layout.columns().get(column).kind();
    if (kind == ColumnKind.NUMERIC || kind == ColumnKind.TIMESTAMP) {
      number(column, row.number(cell));
    } else if (kind == ColumnKind.CATEGORICAL || kind == ColumnKind.TEXT) {
      byte[] text = row.valueText(cell).getBytes(UTF_8);
      text(column, text, 0, text.length);
    } else {
      wrongType(column);
    }
  }
}
