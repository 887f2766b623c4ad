package dev.leeway.reference;

import dev.leeway.event.NumberText;
import dev.leeway.joint.JointFit;
import dev.leeway.joint.JointTransform;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.ColumnKind;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pass over reference data that fits how columns are {@linkplain JointTransform looked at
 * together}, between that for the grid and that which counts. It takes an even sample: one row of
 * every four, and fewer of many rows. The counting pass leaves these rows out of what is looked at
 * together, because components look better on the rows they were fitted to than on others.
 */
public final class JointSample implements CellSink {

  /** One row in so many, at least. */
  private static final int STRIDE = 4;

  /** Rows that are enough. */
  private static final int MOST_ROWS = 20_000;

  /** Columns kept in memory, of which those that vary are looked at. */
  private static final int MOST_COLUMNS = 2 * JointTransform.MOST_COLUMNS;

  private static final int LEFT_OUT = -1;

  private final List<JointFit.Column> columns = new ArrayList<>();
  private final List<Map<String, Integer>> categories = new ArrayList<>();
  private final List<double[]> kept = new ArrayList<>();
  private final int[] slots;
  private final long rows;
  private long row;
  private double @Nullable [] current;

  /**
   * @param names the columns in the order of the cells, as in the other passes
   * @param monitor columns that are not compared are not looked at
   * @param rows how many rows will follow
   */
  public JointSample(List<String> names, Layout layout, Monitor monitor, long rows) {
    this.rows = rows;
    Map<String, Integer> byName = new HashMap<>();
    for (int place = 0; place < layout.columns().size(); place++) {
      ColumnLayout column = layout.columns().get(place);
      if (monitor.column(column).ignored() || columns.size() == MOST_COLUMNS) continue;
      if (column instanceof ColumnLayout.Categorical categorical) {
        add(place, categorical.categories(), byName, column.name());
      } else if (column.kind() == ColumnKind.NUMERIC) {
        add(place, List.of(), byName, column.name());
      }
    }
    slots = names.stream().mapToInt(name -> byName.getOrDefault(name, LEFT_OUT)).toArray();
  }

  private void add(int place, List<String> known, Map<String, Integer> byName, String name) {
    byName.put(name, columns.size());
    columns.add(new JointFit.Column(place, known.size()));
    Map<String, Integer> places = new HashMap<>();
    known.forEach(category -> places.put(category, places.size()));
    categories.add(places);
  }

  /**
   * Whether the transform is fitted to a row: to one of every four or more, now this one and now
   * that. Tables often go round, as over four sensors, and a fixed turn would put one of these here
   * and leave the others there.
   *
   * @param row its number, from 0
   * @param rows how many there are
   */
  static boolean takes(long row, long rows) {
    long stride = Math.max(STRIDE, (rows + MOST_ROWS - 1) / MOST_ROWS);
    return row % stride == Long.remainderUnsigned(mixed(row / stride), stride);
  }

  /** Every bit of the number in every bit (the finalizer of MurmurHash3). */
  private static long mixed(long number) {
    long mixed = (number ^ number >>> 33) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ mixed >>> 33;
  }

  @Override
  public void startRow() {
    current = null;
    if (takes(row++, rows)) {
      current = new double[columns.size()];
      Arrays.fill(current, JointFit.MISSING);
      kept.add(current);
    }
  }

  @Override
  public void number(int column, double value) {
    int slot = slots[column];
    if (current == null || slot == LEFT_OUT) return;
    if (columns.get(slot).categories() == 0) current[slot] = value;
    else text(column, NumberText.of(value));
  }

  @Override
  public void text(int column, String value) {
    int slot = slots[column];
    if (current == null || slot == LEFT_OUT || columns.get(slot).categories() == 0) return;
    Integer category = categories.get(slot).get(value);
    current[slot] = category == null ? JointFit.NEW_CATEGORY : category;
  }

  @Override
  public void flag(int column, boolean value) {
    text(column, String.valueOf(value));
  }

  @Override
  public void vector(int column, double norm) {}

  /** The layout with the transform; as it was where too little varies to look at it together. */
  public Layout fit(Layout layout) {
    Optional<JointTransform> transform = JointFit.fit(columns, kept);
    return transform.map(layout::with).orElse(layout);
  }
}
