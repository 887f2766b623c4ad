package dev.leeway.merge;

import dev.leeway.bundle.PerformancePartial;
import dev.leeway.drift.Accumulation;
import dev.leeway.drift.ErrorJudge;
import dev.leeway.event.ModelRef;
import dev.leeway.fixture.CarLoan;
import dev.leeway.fixture.Models;
import dev.leeway.labels.Contribution;
import dev.leeway.labels.JoinState;
import dev.leeway.labels.LabelJoin;
import dev.leeway.labels.LabelTerms;
import dev.leeway.labels.LabelVersion;
import dev.leeway.labels.OpenPrediction;
import dev.leeway.labels.Step;
import dev.leeway.monitor.Decision;
import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.OutcomeViews;
import dev.leeway.monitor.PerformancePolicy;
import dev.leeway.performance.Answer;
import dev.leeway.performance.Cell;
import dev.leeway.performance.Fairness;
import dev.leeway.performance.Outcome;
import dev.leeway.performance.PerformanceCounter;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.PerformanceProfileCodec;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.Verdict.Kind;
import dev.leeway.window.Tide;
import dev.leeway.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Source partitions with random predictions and labels, late, corrected and too late, joined and
 * committed in random steps, on their way to one book. And what a reader of all records would count
 * of them by the rules as the documentation words them.
 */
final class OutcomeSea {

  private static final int PARTITIONS = 3;
  private static final long MINUTE = 60_000;
  private static final long START = 1_000_000_200_000L;
  private static final long HORIZON = 60 * MINUTE;
  private static final ModelRef MODEL = new ModelRef("delay", "1");
  private static final List<String> SEGMENTS = List.of("", "region=north", "region=south");

  final Models models;
  private final List<Id> ids = new ArrayList<>();
  private final List<Deque<Object>> underWay = new ArrayList<>();

  /** Something that a partition received; a label if there is one. */
  private record Arrival(Id id, Optional<LabelVersion> label, long received) {}

  /** One prediction and all that came of it. */
  private record Id(int partition, OpenPrediction prediction, List<LabelVersion> labels) {}

  /**
   * What the last verdict on a window must be.
   *
   * @param right labels that say what was predicted
   */
  record Told(String key, long predicted, long labelled, long right) {}

  OutcomeSea(SplittableRandom random) {
    Monitor monitor =
        SmallBook.monitor(10, 30, Sea.WINDOWS.get(0))
            .with(
                new PerformancePolicy(
                    SmallOutcomes.POLICY.answers(),
                    new LabelTerms(Duration.ofMillis(HORIZON), Duration.ofMinutes(10)),
                    List.of(PerformanceKey.of(PerformanceMeasure.ACCURACY)),
                    new TreeMap<>(Map.of(PerformanceKey.of(PerformanceMeasure.ACCURACY), 0.5)),
                    5,
                    0,
                    true,
                    OutcomeViews.NONE.withFairness(true).withChange(true)));
    Monitor sliding =
        new Monitor(
            monitor.model(),
            random.nextBoolean()
                ? monitor.timing()
                : monitor.timing().withCorrectionDelay(Duration.ofMinutes(1)),
            Sea.WINDOWS,
            List.of("region"),
            monitor.columns(),
            monitor.decision(),
            monitor.caps(),
            monitor.quality(),
            monitor.measures(),
            false,
            monitor.performance());
    models = new Models().with(sliding).with(SmallOutcomes.WITH_LABELS);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      underWay.add(joined(partition, arrivals(partition, random), random));
    }
  }

  private List<Arrival> arrivals(int partition, SplittableRandom random) {
    List<Arrival> arrivals = new ArrayList<>();
    for (int i = random.nextInt(20, 120); i > 0; i--) {
      long eventTime = START + random.nextInt(40 * 60) * 1000L;
      double score = random.nextInt(101) / 100.0;
      List<Integer> series = random.nextBoolean() ? List.of(0, 1 + random.nextInt(2)) : List.of(0);
      OpenPrediction prediction =
          new OpenPrediction(eventTime, i, series, SmallOutcomes.answer(score));
      Id id = new Id(partition, prediction, new ArrayList<>());
      ids.add(id);
      boolean late = random.nextInt(10) == 0;
      arrivals.add(
          new Arrival(id, Optional.empty(), eventTime + random.nextInt(late ? 900_000 : 5_000)));
      for (int labels = random.nextInt(4); labels > 0; labels--) {
        long received = eventTime + random.nextInt((int) (HORIZON * 5 / 4));
        LabelVersion label =
            new LabelVersion(
                received - random.nextInt(600_000),
                received,
                new Cell.Numeric(random.nextInt(5) == 0 ? 7 : random.nextInt(2)));
        id.labels.add(label);
        arrivals.add(new Arrival(id, Optional.of(label), received));
      }
    }
    arrivals.sort(Comparator.comparingLong(Arrival::received));
    return arrivals;
  }

  /** Partials and tides of one partition, in order. */
  private static Deque<Object> joined(
      int partition, List<Arrival> arrivals, SplittableRandom random) {
    LabelJoin join =
        new LabelJoin(
            new LabelTerms(Duration.ofMillis(HORIZON), Duration.ofMinutes(10)),
            series -> CarLoan.LAYOUT);
    Map<Id, JoinState> states = new HashMap<>();
    Map<Counted, PerformanceCounter> counters = new HashMap<>();
    Deque<Object> out = new ArrayDeque<>();
    long watermark = Long.MIN_VALUE;
    for (Arrival arrival : arrivals) {
      JoinState before = states.getOrDefault(arrival.id, JoinState.NONE);
      Step step =
          arrival.label.isPresent()
              ? join.label(before, arrival.label.get())
              : join.predict(before, arrival.id.prediction, arrival.received);
      states.put(arrival.id, step.state());
      step.contributions().forEach(contribution -> count(contribution, counters));
      if (arrival.label.isEmpty()) {
        watermark = Math.max(watermark, arrival.id.prediction.eventTime());
      }
      if (random.nextInt(8) == 0 && watermark != Long.MIN_VALUE) {
        drain(partition, counters, out);
        out.add(tide(partition, arrival.received, watermark));
      }
    }
    drain(partition, counters, out);
    return out;
  }

  /** What a pane has counters of: outcomes, or the decisions on a segment alone. */
  private record Counted(PaneKey pane, boolean slice) {

    private PerformanceCounter counter() {
      return new PerformanceCounter(slice ? Fairness.DECISIONS : CarLoan.LAYOUT);
    }

    private String entry() {
      return JournalFormat.text(slice ? JournalFormat.SLICE : JournalFormat.OUTCOMES, pane);
    }
  }

  /** A segment's outcomes count in its own series, its decisions with the whole too. */
  private static List<Counted> counted(long start, int series) {
    Counted own = new Counted(pane(start, series), false);
    return series == 0 ? List.of(own) : List.of(own, new Counted(own.pane, true));
  }

  private static void count(Contribution contribution, Map<Counted, PerformanceCounter> counters) {
    long start = contribution.eventTime() / MINUTE * MINUTE;
    for (int series : contribution.series()) {
      for (Counted key : counted(start, series)) {
        count(
            key.slice ? contribution.decision() : contribution,
            counters.computeIfAbsent(key, Counted::counter));
      }
    }
  }

  private static void count(Contribution contribution, PerformanceCounter counter) {
    boolean add = contribution.sign() > 0;
    if (contribution.truth().isEmpty()) {
      if (add) counter.addPredicted(contribution.answer());
      else counter.retractPredicted(contribution.answer());
    } else {
      Outcome outcome = new Outcome(contribution.answer(), contribution.truth().getAsDouble());
      if (add) counter.add(outcome);
      else counter.retract(outcome);
    }
  }

  private static PaneKey pane(long start, int series) {
    return new PaneKey(
        MODEL, SEGMENTS.get(series), Instant.ofEpochMilli(start), SmallOutcomes.LAYOUT_ID);
  }

  private static void drain(
      int partition, Map<Counted, PerformanceCounter> counters, Deque<Object> out) {
    counters.forEach(
        (key, counter) ->
            out.add(
                new PerformancePartial(
                    MODEL,
                    key.slice ? "" : key.pane.segment(),
                    key.pane.start(),
                    Duration.ofMinutes(1),
                    key.pane.referenceId(),
                    partition,
                    counter.build(),
                    key.slice ? key.pane.segment() : "")));
    counters.clear();
  }

  private static Tide tide(int partition, long at, long watermark) {
    Instant read = Instant.ofEpochMilli(at);
    return new Tide(
            partition,
            PARTITIONS,
            read,
            List.of(new Tide.ModelTide("delay", Instant.ofEpochMilli(watermark), read)))
        .withLabelsAt(read);
  }

  boolean hasMore() {
    return underWay.stream().anyMatch(queue -> !queue.isEmpty());
  }

  /** What arrives next: the first of some partition's queue. */
  Object next(SplittableRandom random) {
    List<Deque<Object>> waiting = underWay.stream().filter(queue -> !queue.isEmpty()).toList();
    return waiting.get(random.nextInt(waiting.size())).remove();
  }

  /** All have been read up to long after the last horizon. */
  List<Tide> silence() {
    List<Tide> tides = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      tides.add(tide(partition, START + 1000 * MINUTE, START));
    }
    return tides;
  }

  /** What the last verdicts must be. */
  List<Told> batch() {
    Map<String, long[]> counts = new TreeMap<>();
    for (Id id : ids) {
      Optional<Double> truth = truth(id);
      double score = score(id);
      for (int series : id.prediction.series()) {
        for (Window window : windows(id.prediction.eventTime())) {
          String key =
              "delay|1|%s|%s|%s|%s"
                  .formatted(SEGMENTS.get(series), window.start(), window.end(), Kind.PERFORMANCE);
          long[] count = counts.computeIfAbsent(key, any -> new long[3]);
          count[0]++;
          if (truth.isEmpty()) continue;
          count[1]++;
          if ((score >= 0.5) == (truth.get() == 1)) count[2]++;
        }
      }
    }
    List<Told> told = new ArrayList<>();
    counts.forEach((key, count) -> told.add(new Told(key, count[0], count[1], count[2])));
    return told;
  }

  private static double score(Id id) {
    for (int hundredth = 0; hundredth <= 100; hundredth++) {
      if (SmallOutcomes.answer(hundredth / 100.0).equals(id.prediction.answer())) {
        return hundredth / 100.0;
      }
    }
    throw new AssertionError("no such score");
  }

  /** Of the labels that came in time and are classes the one with the latest time counts. */
  private static Optional<Double> truth(Id id) {
    return id.labels.stream()
        .filter(label -> label.received() <= id.prediction.eventTime() + HORIZON)
        .filter(label -> ((Cell.Numeric) label.value()).value() != 7)
        .max(Comparator.naturalOrder())
        .map(label -> ((Cell.Numeric) label.value()).value());
  }

  /** Windows of five minutes, and of fifteen that start every five. */
  private static List<Window> windows(long eventTime) {
    long start = Math.floorDiv(eventTime, 5 * MINUTE) * 5 * MINUTE;
    List<Window> windows = new ArrayList<>();
    windows.add(Window.starting(start, Duration.ofMinutes(5)));
    for (int back = 0; back < 3; back++) {
      windows.add(Window.starting(start - back * 5 * MINUTE, Duration.ofMinutes(15)));
    }
    return windows;
  }

  /** The spans of five minutes as a batch counts them. */
  private Map<Counted, PerformanceCounter> batchCounters() {
    Map<Counted, PerformanceCounter> counters = new HashMap<>();
    for (Id id : ids) {
      long start = Math.floorDiv(id.prediction.eventTime(), 5 * MINUTE) * 5 * MINUTE;
      for (int series : id.prediction.series()) {
        for (Counted key : counted(start, series)) {
          PerformanceCounter counter = counters.computeIfAbsent(key, Counted::counter);
          Answer given = id.prediction.answer();
          Answer answer = key.slice ? given.decision() : given;
          counter.addPredicted(answer);
          truth(id).ifPresent(truth -> counter.add(new Outcome(answer, truth)));
        }
      }
    }
    return counters;
  }

  /** Bytes of the spans of five minutes as a batch counts them, by their entries. */
  Map<String, List<Byte>> batchPanes() {
    Map<String, List<Byte>> bytes = new TreeMap<>();
    batchCounters()
        .forEach(
            (key, counter) ->
                bytes.put(key.entry(), list(PerformanceProfileCodec.encode(counter.build()))));
    return bytes;
  }

  /**
   * What the last verdict on a window must say of errors: that of all spans of its series, the
   * oldest first, up to its end.
   */
  List<MeasuredPerformance> batchErrors(String segment, Instant end) {
    ErrorJudge judge =
        ErrorJudge.of(
                CarLoan.LAYOUT,
                SmallOutcomes.WITH_LABELS.performance().orElseThrow().profile(),
                Decision.DEFAULT)
            .orElseThrow();
    SortedMap<Instant, PerformanceCounter> spans = new TreeMap<>();
    batchCounters()
        .forEach(
            (key, counter) -> {
              boolean own = !key.slice && key.pane.segment().equals(segment);
              if (own && key.pane.start().isBefore(end)) spans.put(key.pane.start(), counter);
            });
    Accumulation upTo = judge.begin(spans.firstKey());
    for (Map.Entry<Instant, PerformanceCounter> span : spans.entrySet()) {
      upTo = judge.extend(upTo, span.getValue().build(), span.getKey().plusMillis(5 * MINUTE));
    }
    return judge.measured(upTo);
  }

  static List<Byte> list(byte[] bytes) {
    List<Byte> list = new ArrayList<>(bytes.length);
    for (byte each : bytes) list.add(each);
    return list;
  }
}
