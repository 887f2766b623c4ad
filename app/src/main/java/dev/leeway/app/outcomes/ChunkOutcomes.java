package dev.leeway.app.outcomes;

import dev.leeway.performance.Answer;
import dev.leeway.performance.BadOutcome;
import dev.leeway.performance.Cell;
import dev.leeway.performance.Outcome;
import dev.leeway.performance.PerformanceCounter;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.Reading;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts outcomes by chunk, and what could not be counted by reason. */
final class ChunkOutcomes implements OutcomeRow.Sink {

  private final PerformanceLayout layout;
  private final ChunkKeys keys;
  private final List<RowOutcomes> others;
  private final SortedMap<Long, PerformanceCounter> counters = new TreeMap<>();
  private final SortedMap<String, Long> bad = new TreeMap<>();
  private long unlabelled;

  /**
   * @param others are told of each row that was counted
   */
  ChunkOutcomes(PerformanceLayout layout, ChunkKeys keys, List<RowOutcomes> others) {
    this.layout = layout;
    this.keys = keys;
    this.others = List.copyOf(others);
  }

  @Override
  public void row(OutcomeRow row) {
    keys.of(row).ifPresent(key -> count(key, row));
  }

  private void count(long key, OutcomeRow row) {
    PerformanceCounter counter =
        counters.computeIfAbsent(key, chunk -> new PerformanceCounter(layout));
    Reading<Answer> answer = layout.answer(row.outputs());
    if (!(answer instanceof Reading.Good<Answer> good)) {
      tell((Reading.Bad<Answer>) answer);
      return;
    }
    counter.addPredicted(good.value());
    others.forEach(other -> other.answered(key, row, good.value()));
    if (row.label() instanceof Cell.Missing) {
      unlabelled++;
      return;
    }
    Reading<Double> truth = layout.truth(row.label());
    if (truth instanceof Reading.Good<Double> known) {
      Outcome outcome = new Outcome(good.value(), known.value());
      counter.add(outcome);
      others.forEach(other -> other.labelled(key, row, outcome));
    } else {
      tell((Reading.Bad<Double>) truth);
    }
  }

  private void tell(Reading.Bad<?> reading) {
    BadOutcome why = reading.why();
    String where = reading.column().isEmpty() ? "label" : reading.column();
    bad.merge(where + " " + why.code().replace('_', ' '), 1L, Long::sum);
  }

  /** What was counted by chunk. */
  SortedMap<Long, PerformanceProfile> profiles() {
    SortedMap<Long, PerformanceProfile> profiles = new TreeMap<>();
    counters.forEach((key, counter) -> profiles.put(key, counter.build()));
    return profiles;
  }

  /** Rows that could not be counted, by where and why. */
  SortedMap<String, Long> bad() {
    return bad;
  }

  /** Rows whose label is not known. */
  long unlabelled() {
    return unlabelled;
  }
}
