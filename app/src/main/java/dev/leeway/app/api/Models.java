package dev.leeway.app.api;

import dev.leeway.store.ResultsStore;
import dev.leeway.store.Series;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The models there are: those with verdicts, and those that are still waiting for their first. */
final class Models {

  private final ResultsStore store;
  private final Supplier<SortedMap<String, List<String>>> catalog;

  /**
   * @param catalog versions by model, of everything configured or published; asked anew each time
   */
  Models(ResultsStore store, Supplier<SortedMap<String, List<String>>> catalog) {
    this.store = store;
    this.catalog = catalog;
  }

  /** How each model stands, by name. */
  List<Standing> all() {
    Map<String, List<Series>> series =
        store.series().stream().collect(Collectors.groupingBy(one -> one.model().name()));
    SortedMap<String, List<String>> known = new TreeMap<>(catalog.get());
    SortedSet<String> names = new TreeSet<>(series.keySet());
    names.addAll(known.keySet());
    return names.stream()
        .map(
            name ->
                new Standing(
                    name,
                    series.getOrDefault(name, List.of()),
                    known.getOrDefault(name, List.of())))
        .toList();
  }

  /**
   * How one model stands.
   *
   * @throws Problem.Refusal 404 if nobody has heard of it
   */
  Standing get(String name) {
    List<Series> series = store.series(name);
    SortedMap<String, List<String>> known = catalog.get();
    if (series.isEmpty() && !known.containsKey(name)) {
      throw new Problem.Refusal(Problem.unknown("model"));
    }
    return new Standing(name, series, known.getOrDefault(name, List.of()));
  }
}
