package dev.leeway.testkit;

import dev.leeway.drift.Accumulation;
import dev.leeway.drift.ErrorJudge;
import dev.leeway.monitor.Monitor;
import dev.leeway.performance.Answer;
import dev.leeway.performance.BinaryLayout;
import dev.leeway.performance.Cell;
import dev.leeway.performance.Fairness;
import dev.leeway.performance.Outcome;
import dev.leeway.performance.PerformanceCounter;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.Reading;
import dev.leeway.verdict.MeasuredPerformance;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often the model was right and wrong in each span of time, by segment, and what that says of a
 * change. Shares the statistics with the job, and nothing that merges, settles or restores.
 */
final class Misses {

  /** Labelled rows of the reference, and how many of them are wrong. */
  static final int REFERENCE_ROWS = 500;

  static final int REFERENCE_MISSES = 150;

  private final Monitor monitor;
  private final ErrorJudge judge;
  private final Map<String, SortedMap<Instant, Span>> segments = new TreeMap<>();

  Misses(Monitor monitor) {
    this.monitor = monitor;
    judge =
        ErrorJudge.of(
                Fairness.DECISIONS,
                rows(Fairness.DECISIONS, REFERENCE_ROWS - REFERENCE_MISSES, REFERENCE_MISSES),
                monitor.decision())
            .orElseThrow();
  }

  private record Span(int right, int wrong) {

    private Span plus(Span other) {
      return new Span(right + other.right, wrong + other.wrong);
    }
  }

  /** A prediction came, and with it its span. */
  void predicted(String segment, Instant at) {
    count(segment, at, new Span(0, 0));
  }

  void labelled(String segment, Instant at, boolean isRight) {
    count(segment, at, isRight ? new Span(1, 0) : new Span(0, 1));
  }

  private void count(String segment, Instant at, Span rows) {
    segments
        .computeIfAbsent(segment, unseen -> new TreeMap<>())
        .merge(monitor.spanStart(at), rows, Span::plus);
  }

  /** What a verdict on a window of the segment that ends then must say. */
  List<MeasuredPerformance> upTo(String segment, Instant end) {
    SortedMap<Instant, Span> spans = segments.getOrDefault(segment, new TreeMap<>()).headMap(end);
    Accumulation upTo = judge.begin(spans.firstKey());
    for (Map.Entry<Instant, Span> span : spans.entrySet()) {
      Span rows = span.getValue();
      upTo =
          judge.extend(
              upTo,
              rows(Fairness.DECISIONS, rows.right, rows.wrong),
              monitor.spanEnd(span.getKey()));
    }
    return judge.measured(upTo);
  }

  /** So many labelled rows, all predicted positive. */
  static PerformanceProfile rows(BinaryLayout layout, int right, int wrong) {
    PerformanceCounter counter = new PerformanceCounter(layout);
    Answer answer = ((Reading.Good<Answer>) layout.answer(any -> new Cell.Numeric(1))).value();
    for (int i = 0; i < right + wrong; i++) {
      counter.addPredicted(answer).add(new Outcome(answer, i < right ? 1 : 0));
    }
    return counter.build();
  }
}
