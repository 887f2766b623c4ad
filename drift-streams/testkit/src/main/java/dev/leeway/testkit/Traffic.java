package dev.leeway.testkit;

import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Caps;
import dev.leeway.monitor.Decision;
import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.Timing;
import dev.leeway.quality.QualityPolicy;
import dev.leeway.quality.RowVolume;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.window.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Rows of the fixtures' model for the kit's scenarios, the same for the same seed. */
public final class Traffic {

  private static final Duration WINDOW = Duration.ofMinutes(10);

  private final SplittableRandom random;
  private int sent;

  Traffic(long seed) {
    random = new SplittableRandom(seed);
  }

  /** The rows as another model or version has them. */
  static List<PredictionRecord> of(ModelRef model, List<PredictionRecord> rows) {
    List<PredictionRecord> others = new ArrayList<>();
    for (PredictionRecord row : rows) {
      PredictionRecord other = PredictionRecord.newBuilder(row).build();
      other.setModel(model.name());
      other.setVersion(model.version());
      others.add(other);
    }
    return others;
  }

  /** Tumbling and sliding windows, a segment per carrier, late by an hour at most. */
  static Monitor monitor() {
    return monitor(Fixtures.MODEL.name(), Caps.DEFAULT);
  }

  static Monitor monitor(String model, Caps caps) {
    return with(
        model,
        List.of(WindowSpec.tumbling(WINDOW), new WindowSpec(WINDOW.multipliedBy(2), WINDOW)),
        caps);
  }

  /** The same with the tumbling windows alone. */
  static Monitor tumbling(Monitor monitor) {
    return with(monitor.model(), monitor.windows().subList(0, 1), monitor.caps());
  }

  private static Monitor with(String model, List<WindowSpec> windows, Caps caps) {
    Timing timing =
        new Timing(
            Duration.ofMinutes(1),
            Duration.ofSeconds(30),
            Duration.ofHours(1),
            Duration.ofSeconds(30),
            Duration.ofDays(10_000),
            Duration.ofDays(10_000),
            Duration.ofMillis(20));
    return new Monitor(
            model,
            timing,
            windows,
            List.of("carrier"),
            new TreeMap<>(Map.of()),
            Decision.DEFAULT,
            caps)
        .with(
            new QualityPolicy(
                List.of(new RowVolume(OptionalLong.of(1), OptionalLong.empty())), 30));
  }

  /** Three windows: as the reference, with scaled distances, and as the reference again. */
  public List<PredictionRecord> day() {
    List<PredictionRecord> day = new ArrayList<>(rows(Fixtures.NOON, 400, 1.0));
    day.addAll(rows(Fixtures.NOON.plus(WINDOW), 400, 1.609344));
    day.addAll(rows(Fixtures.NOON.plus(WINDOW.multipliedBy(2)), 400, 1.0));
    return day;
  }

  /** Rows spread over one window. */
  public List<PredictionRecord> rows(Instant from, int count, double scale) {
    List<PredictionRecord> rows = new ArrayList<>();
    long step = WINDOW.toMillis() / 2 / count;
    for (int i = 0; i < count; i++) {
      rows.add(Fixtures.prediction("p" + sent++, from.plusMillis(i * step), random, scale));
    }
    return rows;
  }

  /**
   * Values that are no predictions, each for another reason.
   *
   * @param good one that is
   */
  static List<byte[]> poison(byte[] good) {
    return List.of(
        Arrays.copyOf(good, good.length / 2),
        new byte[] {0, 0},
        new byte[] {1, 2, 3, 4, 5, 6},
        new byte[] {0, 127, 127, 127, 127, 1, 2});
  }
}
