package dev.leeway.app.outcomes;

import static java.util.Objects.requireNonNull;

import dev.leeway.performance.Answer;
import dev.leeway.performance.Cell;
import dev.leeway.performance.MulticlassLayout;
import dev.leeway.performance.Outcome;
import dev.leeway.performance.PerformanceCounter;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.PerformanceProfile;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts outcomes by chunk and segment. */
final class SegmentOutcomes implements RowOutcomes {

  /**
   * Segments told apart; more are counted together, for each takes some kilobytes in each chunk.
   */
  static final int MOST_SEGMENTS = 50;

  /** The segment of rows whose column is empty. */
  static final String MISSING = "__missing__";

  private final PerformanceLayout layout;
  private final Names names;
  private final SortedMap<Long, SortedMap<String, PerformanceCounter>> counters = new TreeMap<>();

  /**
   * The segments of all tables that are held together: the first that were seen.
   *
   * @param column whose values they are
   */
  record Names(String column, TreeSet<String> known) {

    private String of(Cell cell) {
      if (cell instanceof Cell.Missing) return MISSING;
      String name = cell.className();
      if (known.contains(name)) return name;
      if (known.size() == MOST_SEGMENTS) return MulticlassLayout.OTHER;
      known.add(name);
      return name;
    }
  }

  SegmentOutcomes(PerformanceLayout layout, Names names) {
    this.layout = layout;
    this.names = names;
  }

  /** The column whose values are segments. */
  String column() {
    return names.column;
  }

  @Override
  public void answered(long chunk, OutcomeRow row, Answer answer) {
    counter(chunk, row).addPredicted(answer);
  }

  @Override
  public void labelled(long chunk, OutcomeRow row, Outcome outcome) {
    counter(chunk, row).add(outcome);
  }

  private PerformanceCounter counter(long chunk, OutcomeRow row) {
    String segment = names.of(row.outputs().cell(names.column));
    return requireNonNull(counters.computeIfAbsent(chunk, unseen -> new TreeMap<>()))
        .computeIfAbsent(segment, unseen -> new PerformanceCounter(layout));
  }

  /** What was counted of a chunk. */
  SortedMap<String, PerformanceProfile> of(long chunk) {
    SortedMap<String, PerformanceProfile> profiles = new TreeMap<>();
    counters
        .getOrDefault(chunk, new TreeMap<>())
        .forEach((segment, counter) -> profiles.put(segment, counter.build()));
    return profiles;
  }

  /** What was counted of all chunks. */
  SortedMap<String, PerformanceProfile> whole() {
    SortedMap<String, PerformanceProfile> profiles = new TreeMap<>();
    for (long chunk : counters.keySet()) {
      of(chunk)
          .forEach((name, profile) -> profiles.merge(name, profile, PerformanceProfile::merge));
    }
    return profiles;
  }
}
