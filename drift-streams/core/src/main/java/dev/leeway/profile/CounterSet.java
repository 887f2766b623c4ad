package dev.leeway.profile;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes the counters of a layout, one per place. A column with facets counts them too; they are
 * built and cleared at their own places.
 *
 * @param patterns by column
 */
record CounterSet(Layout layout, Map<String, Pattern> patterns, RowSource source) {

  Counter[] counters() {
    Counter[] counters = new Counter[layout.columns().size()];
    Map<String, Map<Facet, NumericCounter>> facets = new HashMap<>();
    for (int i = 0; i < counters.length; i++) {
      if (!(layout.columns().get(i) instanceof ColumnLayout.Numeric numeric)) {
        counters[i] =
            new CategoricalCounter(layout.columns().get(i).bins(), check(layout.columns().get(i)));
      } else if (isFacet(numeric)) {
        NumericCounter counter = numbers(numeric);
        facets
            .computeIfAbsent(numeric.column(), name -> new EnumMap<>(Facet.class))
            .put(numeric.facet(), counter);
        counters[i] = counter;
      }
    }
    for (int i = 0; i < counters.length; i++) {
      if (counters[i] == null) {
        ColumnLayout.Numeric numeric = (ColumnLayout.Numeric) layout.columns().get(i);
        NumericCounter values = numbers(numeric);
        counters[i] = counter(numeric, values, facets.getOrDefault(numeric.name(), Map.of()));
      }
    }
    return counters;
  }

  private NumericCounter numbers(ColumnLayout.Numeric column) {
    return new NumericCounter(column.edges(), source == RowSource.STREAM);
  }

  private Counter counter(
      ColumnLayout.Numeric column, NumericCounter values, Map<Facet, NumericCounter> facets) {
    if (column.kind() == ColumnKind.TEXT) {
      return new TextCounter(values, facets, known(column.name()), check(column));
    }
    if (column.kind() == ColumnKind.TIMESTAMP) return new TimeCounter(values, facets);
    return column.frozen() instanceof VectorGrid grid
        ? new VectorCounter(values, facets.get(Facet.SIMILARITY), grid)
        : values;
  }

  /** Which tokens of a column of text are known. */
  private TextCounter.Known known(String column) {
    Vocabulary vocabulary =
        layout.columns().stream()
            .filter(layout -> layout.column().equals(column))
            .filter(layout -> layout instanceof ColumnLayout.Numeric)
            .map(layout -> ((ColumnLayout.Numeric) layout).frozen())
            .filter(frozen -> frozen instanceof Vocabulary)
            .map(frozen -> (Vocabulary) frozen)
            .findFirst()
            .orElse(Vocabulary.EMPTY);
    return source == RowSource.REFERENCE ? vocabulary::hasFromOthers : vocabulary::has;
  }

  private @Nullable PatternCheck check(ColumnLayout column) {
    Pattern pattern = patterns.get(column.name());
    if (pattern == null) return null;
    return new PatternCheck(
        pattern,
        column instanceof ColumnLayout.Categorical categorical
            ? categorical.categories()
            : List.of());
  }

  /** Whether it is counted along with another column. */
  static boolean isFacet(ColumnLayout column) {
    return column instanceof ColumnLayout.Numeric numeric && numeric.facet() != Facet.VALUE;
  }
}
