package dev.leeway.profile;

import dev.leeway.event.ByteDictionary;
import dev.leeway.event.EventRow;
import dev.leeway.joint.JointCounter;
import dev.leeway.sketch.DistinctSketch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Counts rows into a {@link Profile}. Rows wait in a {@link RowBlock} until there are enough to
 * count them column by column. For one thread; {@link #build} may be called between rows, and
 * {@link #clear} makes it ready for other rows without giving up its memory.
 */
public final class ProfileBuilder {

  private final RowBlock block;
  private final RowShape shape;
  private final Counter[] counters;
  private final @Nullable JointRows joint;
  private final PendingRows pending = new PendingRows();

  /** Rows that have been counted. */
  private long rows;

  private long unexpected;
  private long identified;
  private DistinctSketch ids = new DistinctSketch();

  public ProfileBuilder(Counting counting) {
    this(new RowBlock(counting));
  }

  /** A builder that takes its rows of a block which others may share. */
  public ProfileBuilder(RowBlock block) {
    this.block = block;
    Counting counting = block.counting();
    shape = counting.shape;
    counters = counting.counters.counters();
    joint =
        counting
            .layout
            .joint()
            .map(transform -> new JointRows(new JointCounter(transform), transform, shape))
            .orElse(null);
  }

  /** What of a layout is needed to count on it, shared by all builders of that layout. */
  public static final class Counting {

    private final Layout layout;
    private final RowShape shape;
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
      this(new CounterSet(layout, Map.copyOf(patterns), RowSource.FILE));
    }

    private Counting(CounterSet counters) {
      this.counters = counters;
      layout = counters.layout();
      shape = layout.shape();
    }

    /** Counts rows that the layout was made of. */
    public static Counting ofReference(Layout layout) {
      return new Counting(new CounterSet(layout, Map.of(), RowSource.REFERENCE));
    }

    /**
     * Counts rows of a stream, of which many profiles are held at once. They are small: quantiles
     * are those of a sample. All that decides is the same.
     *
     * @param patterns as of any rows
     */
    public static Counting ofStream(Layout layout, Map<String, Pattern> patterns) {
      return new Counting(new CounterSet(layout, Map.copyOf(patterns), RowSource.STREAM));
    }

    public Layout layout() {
      return layout;
    }

    RowShape shape() {
      return shape;
    }
  }

  /** Counts one decoded prediction. */
  public void add(EventRow row) {
    block.stage(row);
    addStaged();
  }

  /** Counts the newest row of the block. */
  public void addStaged() {
    take(true);
  }

  private void take(boolean together) {
    if (pending.isEmpty()) block.touch(this);
    pending.add(block.newest(), together);
  }

  /** Starts a row whose cells follow by column place. */
  public void startRow() {
    startRow(true);
  }

  /**
   * Starts a row whose cells follow by column place, none twice.
   *
   * @param together whether its columns may be looked at together: not those of a row that the
   *     layout's transform was fitted to
   */
  public void startRow(boolean together) {
    block.startRow();
    take(together);
  }

  /** The id of the row, at most once a row. */
  public void id(byte[] bytes, int offset, int length) {
    identified++;
    ids.add(ByteDictionary.hash(bytes, offset, length));
  }

  /**
   * A number in the column of the given place; NaN and infinities are counted apart. A category or
   * a text may be one, as a store or class id often is; a time is so in milliseconds since the
   * epoch.
   */
  public void number(int column, double value) {
    block.number(column, value);
  }

  /** Text in the column of the given place. */
  public void text(int column, byte[] bytes, int offset, int length) {
    block.text(column, bytes, offset, length);
  }

  /** True or false in the column of the given place; a categorical column takes it as text. */
  public void flag(int column, boolean value) {
    block.flag(column, value);
  }

  /** A vector in the column of the given place. */
  public void vector(int column, double[] components, int offset, int length) {
    block.vector(column, components, offset, length);
  }

  /** A vector of which the norm alone is known. */
  public void norm(int column, double norm) {
    block.norm(column, norm);
  }

  /** A value of a type that the column cannot hold. */
  public void wrongType(int column) {
    block.wrongType(column);
  }

  public long rows() {
    return rows + pending.size();
  }

  /** Counts the rows that it was told of. The block calls it once it is full or asked for. */
  void countPending() {
    RowSlots slots = block.slots();
    rows += pending.size();
    for (int i = 0; i < pending.size(); i++) {
      countHead(slots, pending.rows()[i]);
    }
    for (int column = 0; column < counters.length; column++) {
      int slot = shape.slots()[column];
      if (slot >= 0) counters[column].count(slots, slot, pending);
    }
    if (joint != null) joint.count(slots, pending);
    pending.clear();
  }

  private void countHead(RowSlots slots, int row) {
    unexpected += slots.unexpected(row);
    if (slots.hasId(row)) {
      identified++;
      ids.add(slots.id(row));
    }
  }

  /** The rows so far; later rows do not reach it, provided {@link #clear} comes before them. */
  public Profile build() {
    flush();
    List<ColumnProfile> columns = new ArrayList<>(counters.length);
    for (Counter counter : counters) {
      columns.add(counter.build());
    }
    return new Profile(
        rows,
        unexpected,
        columns,
        new RowIds(identified, true, ids),
        Optional.ofNullable(joint).map(JointRows::build));
  }

  /** Back to no rows. */
  public void clear() {
    flush();
    rows = 0;
    unexpected = 0;
    identified = 0;
    ids = new DistinctSketch();
    if (joint != null) joint.clear();
    for (Counter counter : counters) {
      counter.clear();
    }
  }

  private void flush() {
    if (!pending.isEmpty()) block.flush();
  }
}
