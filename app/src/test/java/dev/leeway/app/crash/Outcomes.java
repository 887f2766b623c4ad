package dev.leeway.app.crash;

import dev.leeway.app.e2e.Traffic;
import dev.leeway.bundle.PerformancePartial;
import dev.leeway.labels.LabelTerms;
import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.PerformancePolicy;
import dev.leeway.performance.Answer;
import dev.leeway.performance.AnswerShape;
import dev.leeway.performance.Cell;
import dev.leeway.performance.Outcome;
import dev.leeway.performance.PerformanceCounter;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.PerformanceProfileCodec;
import dev.leeway.performance.Reading;
import dev.leeway.performance.Task;
import dev.leeway.schemas.avro.LabelRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Labels of the tests' traffic, and what all of it comes to, counted at once. */
final class Outcomes {

  /** Has the job watch performance. */
  static final String PROPERTY = "leeway.test.performance";

  private static final AnswerShape MINUTES =
      new AnswerShape(
          Optional.of(Task.REGRESSION),
          Optional.of("minutes"),
          List.of(),
          List.of(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          OptionalInt.empty());

  private static final PerformanceLayout LAYOUT = MINUTES.layout().orElseThrow();

  private Outcomes() {}

  /** The tests' monitor, its performance watched; nothing is too late. */
  static Monitor monitor() {
    LabelTerms terms = new LabelTerms(Duration.ofDays(3_650), Duration.ofDays(3_650));
    return Traffic.monitor().with(PerformancePolicy.of(MINUTES).with(terms));
  }

  /** Labels in any order: some of events none, some twice, some corrected, some of no event. */
  static List<LabelRecord> labels(long seed, List<Traffic.Event> events) {
    Random random = new Random(seed);
    List<LabelRecord> labels = new ArrayList<>();
    for (Traffic.Event event : events) {
      int times = random.nextInt(4);
      for (int i = 0; i < times; i++) {
        LabelRecord label =
            new LabelRecord(
                event.id(),
                Traffic.MODEL.name(),
                event.minutes() + random.nextGaussian(),
                event.at().plusSeconds(random.nextInt(100_000)));
        labels.add(label);
        if (random.nextInt(8) == 0) labels.add(label);
      }
      if (random.nextInt(50) == 0) {
        labels.add(new LabelRecord("no-" + event.id(), Traffic.MODEL.name(), 1.0, event.at()));
      }
    }
    Collections.shuffle(labels, random);
    return labels;
  }

  /** What they come to, by segment and pane, in bytes. */
  static SortedMap<String, String> recount(List<Traffic.Event> events, List<LabelRecord> labels) {
    Map<String, LabelRecord> last = new HashMap<>();
    Comparator<LabelRecord> order =
        Comparator.comparing(LabelRecord::getLabelTime)
            .thenComparing(label -> (Double) label.getValue());
    for (LabelRecord label : labels) {
      last.merge(label.getPredictionId(), label, (a, b) -> order.compare(a, b) >= 0 ? a : b);
    }
    Map<String, PerformanceCounter> counters = new HashMap<>();
    long pane = Traffic.monitor().timing().pane().toMillis();
    for (Traffic.Event event : events) {
      Instant start = Instant.ofEpochMilli(Math.floorDiv(event.at().toEpochMilli(), pane) * pane);
      for (String segment : List.of("", Traffic.SEGMENT + "=" + event.carrier())) {
        PerformanceCounter counter =
            counters.computeIfAbsent(key(segment, start), key -> new PerformanceCounter(LAYOUT));
        counter.addPredicted(answer(event));
        LabelRecord label = last.get(event.id());
        if (label != null) {
          counter.add(new Outcome(answer(event), (Double) label.getValue()));
        }
      }
    }
    Map<String, PerformanceProfile> built = new HashMap<>();
    counters.forEach((key, counter) -> built.put(key, counter.build()));
    return bytes(built);
  }

  /** What partials come to. */
  static SortedMap<String, String> sum(List<PerformancePartial> partials) {
    Map<String, PerformanceProfile> sums = new HashMap<>();
    for (PerformancePartial partial : partials) {
      sums.merge(
          key(partial.segment(), partial.paneStart()),
          partial.profile(),
          PerformanceProfile::merge);
    }
    return bytes(sums);
  }

  private static SortedMap<String, String> bytes(Map<String, PerformanceProfile> profiles) {
    SortedMap<String, String> bytes = new TreeMap<>();
    profiles.forEach(
        (key, profile) -> {
          String hex = HexFormat.of().formatHex(PerformanceProfileCodec.encode(profile));
          bytes.put(key + " " + profile.predicted() + " " + profile.realised(), hex);
        });
    return bytes;
  }

  private static String key(String segment, Instant paneStart) {
    return paneStart + " " + segment;
  }

  private static Answer answer(Traffic.Event event) {
    Reading<Answer> reading = LAYOUT.answer(column -> new Cell.Numeric(event.minutes()));
    if (reading instanceof Reading.Good<Answer> good) return good.value();
    throw new AssertionError(reading.toString());
  }
}
