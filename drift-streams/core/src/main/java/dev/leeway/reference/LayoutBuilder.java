package dev.leeway.reference;

import dev.leeway.event.NumberText;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.ColumnKind;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first pass over reference data: what kind each column is, and the grid to count it on.
 * Deterministic: the same rows in the same order give the same layout. Memory is bounded by the
 * number of columns, not of rows.
 */
public final class LayoutBuilder implements CellSink {

  /** Numbers kept over all columns: 128 MiB of doubles. */
  private static final int NUMBERS_KEPT = 1 << 24;

  /** Numbers kept of one column at least and at most. */
  private static final int FEWEST_KEPT = 1 << 13;

  private static final int MOST_KEPT = 1 << 20;

  private final List<String> names;
  private final Monitor monitor;
  private final List<Column> columns = new ArrayList<>();

  /**
   * @param names the columns in the order of the cells that follow
   * @param monitor kinds that override the inferred ones, and caps
   */
  public LayoutBuilder(List<String> names, Monitor monitor) {
    this.names = List.copyOf(names);
    this.monitor = monitor;
    if (names.size() > monitor.caps().columns()) {
      throw new IllegalArgumentException(
          "%d columns, and the monitor's cap is %d: leave some out, or raise caps.columns"
              .formatted(names.size(), monitor.caps().columns()));
    }
    int kept = Math.max(FEWEST_KEPT, Math.min(MOST_KEPT, NUMBERS_KEPT / Math.max(1, names.size())));
    for (int i = 0; i < names.size(); i++) {
      columns.add(
          new Column(
              new NumberSample(kept),
              new CategoryCount(monitor.caps().categories()),
              new TextSample(kept / 2, override(i)),
              new VectorSample(kept)));
    }
  }

  private static final class Column {

    final NumberSample numbers;
    final CategoryCount categories;
    final TextSample texts;
    final VectorSample norms;
    long numeric;
    long textual;
    long flags;
    long vectors;

    Column(NumberSample numbers, CategoryCount categories, TextSample texts, VectorSample norms) {
      this.numbers = numbers;
      this.categories = categories;
      this.texts = texts;
      this.norms = norms;
    }
  }

  @Override
  public void startRow() {}

  @Override
  public void number(int column, double value) {
    Column seen = columns.get(column);
    seen.numeric++;
    seen.numbers.add(value);
    seen.texts.add(value);
    if (override(column) == ColumnKind.CATEGORICAL) seen.categories.add(NumberText.of(value));
  }

  @Override
  public void text(int column, String value) {
    Column seen = columns.get(column);
    seen.textual++;
    seen.texts.add(value);
    seen.categories.add(value);
  }

  @Override
  public void flag(int column, boolean value) {
    Column seen = columns.get(column);
    seen.flags++;
    seen.categories.add(String.valueOf(value));
  }

  @Override
  public void vector(int column, double norm) {
    Column seen = columns.get(column);
    seen.vectors++;
    seen.norms.add(norm);
  }

  @Override
  public void vector(int column, double[] components) {
    Column seen = columns.get(column);
    seen.vectors++;
    seen.norms.add(components);
  }

  /** The layout; columns that never held a value are left out. */
  public Layout build() {
    List<ColumnLayout> layouts = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      ColumnKind kind = kind(i);
      if (kind == null) continue;
      layouts.addAll(layouts(i, kind));
    }
    return new Layout(layouts);
  }

  /** The column's layout, and those of its facets. */
  private List<ColumnLayout> layouts(int column, ColumnKind kind) {
    String name = names.get(column);
    Column seen = columns.get(column);
    return switch (kind) {
      case NUMERIC -> List.of(numeric(name, kind, seen.numbers.grid()));
      case CATEGORICAL ->
          List.of(new ColumnLayout.Categorical(name, kind, categories(column).mostFrequent()));
      case BOOLEAN -> List.of(new ColumnLayout.Categorical(name, kind, List.of("false", "true")));
      case TEXT -> FacetLayouts.text(name, seen.texts);
      case TIMESTAMP -> FacetLayouts.times(name, seen.texts.times());
      case EMBEDDING -> FacetLayouts.vectors(name, seen.norms);
      case JOINT -> throw new IllegalArgumentException(name + " is one column");
    };
  }

  private static ColumnLayout numeric(String name, ColumnKind kind, ReferenceGrid grid) {
    return new ColumnLayout.Numeric(name, kind, grid.edges(), grid.cuts());
  }

  /** Among names such as A12 those that look like a number are names too. */
  private CategoryCount categories(int column) {
    Column seen = columns.get(column);
    boolean counted = override(column) == ColumnKind.CATEGORICAL;
    if (counted || seen.numeric == 0 || seen.vectors > 0) return seen.categories;
    CategoryCount all = seen.categories.copy();
    seen.numbers.forEach((number, times) -> all.add(NumberText.of(number), times));
    return all;
  }

  private @Nullable ColumnKind override(int column) {
    return monitor.column(names.get(column)).kind().orElse(null);
  }

  /**
   * The kind of most values; null where there were none. Texts are categories unless they are times
   * or free text.
   */
  private @Nullable ColumnKind kind(int column) {
    ColumnKind override = override(column);
    if (override != null) return override;
    Column seen = columns.get(column);
    Map<ColumnKind, Long> votes =
        Map.of(
            ColumnKind.NUMERIC, seen.numeric,
            ColumnKind.CATEGORICAL, seen.textual,
            ColumnKind.BOOLEAN, seen.flags,
            ColumnKind.EMBEDDING, seen.vectors);
    ColumnKind best = null;
    for (ColumnKind kind : ColumnKind.values()) {
      long mine = vote(votes, kind);
      if (mine > 0 && (best == null || mine > vote(votes, best))) best = kind;
    }
    return best == ColumnKind.CATEGORICAL ? seen.texts.kind().orElse(best) : best;
  }

  private static long vote(Map<ColumnKind, Long> votes, ColumnKind kind) {
    return votes.getOrDefault(kind, 0L);
  }
}
