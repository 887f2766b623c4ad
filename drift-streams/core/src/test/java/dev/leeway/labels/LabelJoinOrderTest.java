package dev.leeway.labels;

import static dev.leeway.labels.Loans.DAY;
import static dev.leeway.labels.Loans.LAYOUT;
import static dev.leeway.labels.Loans.TERMS;
import static dev.leeway.labels.Loans.answer;
import static dev.leeway.labels.Loans.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.performance.Cell;
import dev.leeway.performance.Outcome;
import dev.leeway.performance.PerformanceCounter;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.PerformanceProfileCodec;
import dev.leeway.performance.Reading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Whatever order records arrive in, and however often, profiles end in the bytes of a batch. */
class LabelJoinOrderTest {

  /** One record of either kind. */
  private record Arrival(
      int id, Optional<OpenPrediction> prediction, Optional<LabelVersion> label, long received) {}

  @RepeatedTest(40)
  void join_endsInTheBytesOfABatchInAnyOrder(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    List<Arrival> arrivals = arrivals(random);
    SortedBytes expected = batch(arrivals);
    Map<Fate, Long> fates = null;
    for (int order = 0; order < 6; order++) {
      List<Arrival> shuffled = new ArrayList<>(arrivals);
      if (order > 0) Collections.shuffle(shuffled, new Random(random.nextLong()));
      Joined joined = new Joined();
      shuffled.forEach(joined::take);
      assertThat(joined.bytes()).as("order " + order).isEqualTo(expected);
      if (fates == null) fates = joined.fates;
      assertThat(joined.fates).as("order " + order).isEqualTo(fates);
    }
  }

  @RepeatedTest(10)
  void join_ofRecordsDeliveredAgainChangesNothing(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(1000 + repetition.getCurrentRepetition());
    List<Arrival> arrivals = arrivals(random);
    Joined joined = new Joined();
    arrivals.forEach(joined::take);
    SortedBytes once = joined.bytes();
    Collections.shuffle(arrivals, new Random(random.nextLong()));
    arrivals.forEach(joined::take);
    assertThat(joined.bytes()).isEqualTo(once);
  }

  /** Bytes of profiles by day, to be compared and shown. */
  private record SortedBytes(TreeMap<Long, String> byPane) {}

  /** The join, one state for each id, and a counter for each pane and series. */
  private static final class Joined {

    final Map<Integer, JoinState> states = new HashMap<>();
    final TreeMap<Long, PerformanceCounter> counters = new TreeMap<>();
    final Map<Fate, Long> fates = new EnumMap<>(Fate.class);

    void take(Arrival arrival) {
      JoinState before = states.getOrDefault(arrival.id, JoinState.NONE);
      Step step =
          arrival.prediction.isPresent()
              ? Loans.JOIN.predict(before, arrival.prediction.get(), arrival.received)
              : Loans.JOIN.label(before, arrival.label.orElseThrow());
      // Through bytes each time, as a store would have it.
      states.put(arrival.id, JoinStateCodec.decode(JoinStateCodec.encode(step.state())));
      for (Contribution contribution : step.contributions()) {
        Loans.count(contribution, LAYOUT, counter(contribution.eventTime()));
      }
      step.fates().forEach(this::fate);
    }

    /** Of predictions sent again and ids used again only the sum is known in any order. */
    void fate(Fate fate, long number) {
      Fate kind = fate == Fate.REPEATED_PREDICTION ? Fate.REUSED_ID : fate;
      fates.merge(kind, number, (one, other) -> one + other == 0 ? null : one + other);
    }

    PerformanceCounter counter(long eventTime) {
      return counters.computeIfAbsent(
          Math.floorDiv(eventTime, DAY), pane -> new PerformanceCounter(LAYOUT));
    }

    SortedBytes bytes() {
      TreeMap<Long, String> bytes = new TreeMap<>();
      counters.forEach(
          (pane, counter) -> {
            PerformanceProfile profile = counter.build();
            assertThat(profile.isWhole()).isTrue();
            if (profile.isEmpty()) return;
            bytes.put(pane, HexFormat.of().formatHex(PerformanceProfileCodec.encode(profile)));
          });
      return new SortedBytes(bytes);
    }
  }

  /** What a reader of all records would count, by the rules as the documentation words them. */
  private static SortedBytes batch(List<Arrival> arrivals) {
    Joined counters = new Joined();
    Map<Integer, List<Arrival>> byId =
        arrivals.stream().collect(Collectors.groupingBy(Arrival::id, Collectors.toList()));
    for (List<Arrival> ofId : byId.values()) {
      Optional<OpenPrediction> holds =
          ofId.stream()
              .filter(arrival -> arrival.prediction.isPresent())
              .filter(arrival -> arrival.received <= arrival.prediction.get().eventTime() + 7 * DAY)
              .map(arrival -> arrival.prediction.get())
              .min(
                  Comparator.comparingLong(OpenPrediction::eventTime)
                      .thenComparingLong(OpenPrediction::fingerprint));
      if (holds.isEmpty()) continue;
      OpenPrediction prediction = holds.get();
      PerformanceCounter counter = counters.counter(prediction.eventTime());
      counter.addPredicted(prediction.answer());
      ofId.stream()
          .flatMap(arrival -> arrival.label.stream())
          .filter(label -> label.received() <= prediction.eventTime() + 7 * DAY)
          .filter(label -> label.received() >= prediction.eventTime() - DAY)
          .filter(label -> LAYOUT.truth(label.value()) instanceof Reading.Good)
          .max(Comparator.<LabelVersion, LabelVersion>comparing(Function.identity()))
          .ifPresent(
              label -> {
                double truth = ((Reading.Good<Double>) LAYOUT.truth(label.value())).value();
                counter.add(new Outcome(prediction.answer(), truth));
              });
    }
    return counters.bytes();
  }

  /** Predictions of a few days; labels late, twice, corrected, wrong, alone; ids used twice. */
  private static List<Arrival> arrivals(SplittableRandom random) {
    List<Arrival> arrivals = new ArrayList<>();
    for (int id = 0; id < 60; id++) {
      double day = random.nextInt(3) + random.nextInt(4) / 4.0;
      int predictions = random.nextInt(10) == 0 ? 0 : random.nextInt(5) == 0 ? 2 : 1;
      for (int i = 0; i < predictions; i++) {
        double score = random.nextInt(1001) / 1000.0;
        double own = day + i * random.nextInt(-2, 3) / 2.0;
        OpenPrediction prediction =
            new OpenPrediction(
                at(own), Double.doubleToLongBits(score), List.of(0, 1), answer(score));
        add(arrivals, random, new Arrival(id, Optional.of(prediction), Optional.empty(), at(own)));
      }
      int labels = random.nextInt(4);
      for (int i = 0; i < labels; i++) {
        double known = day + random.nextInt(-4, 33) / 4.0;
        LabelVersion label =
            new LabelVersion(at(known - random.nextInt(3)), at(known), value(random));
        add(arrivals, random, new Arrival(id, Optional.empty(), Optional.of(label), at(known)));
      }
    }
    assertThat(TERMS.horizon().toMillis()).isEqualTo(7 * DAY);
    return arrivals;
  }

  private static void add(List<Arrival> to, SplittableRandom random, Arrival arrival) {
    to.add(arrival);
    if (random.nextInt(4) == 0) to.add(arrival);
  }

  private static Cell value(SplittableRandom random) {
    return switch (random.nextInt(6)) {
      case 0 -> new Cell.Text("unheard of");
      case 1 -> new Cell.Text("1");
      case 2 -> new Cell.Numeric(0);
      case 3 -> new Cell.Numeric(0.5);
      default -> new Cell.Flag(random.nextBoolean());
    };
  }
}
