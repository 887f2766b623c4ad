package dev.leeway.testkit;

import dev.leeway.bundle.ModelDirectory;
import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Caps;
import dev.leeway.monitor.Decision;
import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.Timing;
import dev.leeway.reference.CellSink;
import dev.leeway.reference.LayoutBuilder;
import dev.leeway.reference.Reference;
import dev.leeway.reference.ReferenceCounter;
import dev.leeway.registry.MemorySchemaRegistry;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.topics.Topics;
import dev.leeway.window.WindowSpec;
import dev.leeway.wire.RecordCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** One model, its reference and its traffic: a distance in miles and a carrier. */
public final class Fixtures {

  public static final ModelRef MODEL = new ModelRef("flight-delay", "1");
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  public static final Topics TOPICS = new Topics("test", 2);

  private static final List<String> COLUMNS = List.of("distance", "carrier");
  private static final String[] CARRIERS = {"AA", "DL", "UA", "WN"};

  private Fixtures() {}

  /**
   * Ten-minute windows of one-minute panes; nothing is too old for a test, and all is told at once.
   */
  public static Monitor monitor() {
    Timing timing =
        new Timing(
            Duration.ofMinutes(1),
            Duration.ofSeconds(30),
            Duration.ofHours(1),
            Duration.ofSeconds(30),
            Duration.ofDays(10_000),
            Duration.ofDays(10_000),
            Duration.ZERO);
    return new Monitor(
        MODEL.name(),
        timing,
        List.of(WindowSpec.tumbling(Duration.ofMinutes(10))),
        List.of(),
        new TreeMap<>(Map.of()),
        Decision.DEFAULT,
        Caps.DEFAULT);
  }

  public static Reference reference() {
    return reference(Instant.EPOCH);
  }

  /** One that holds from then on. */
  public static Reference reference(Instant effectiveFrom) {
    return reference(MODEL).effectiveFrom(effectiveFrom);
  }

  /** The same of another model or version, holding from the beginning of time. */
  public static Reference reference(ModelRef model) {
    return reference(model, 1);
  }

  /** Another one of the same model, made of other rows, that holds from then on. */
  static Reference retrained(Instant effectiveFrom) {
    return reference(MODEL, 2).effectiveFrom(effectiveFrom);
  }

  private static Reference reference(ModelRef model, long seed) {
    Monitor monitor = monitor();
    LayoutBuilder first = new LayoutBuilder(COLUMNS, monitor);
    rows(seed, 5_000, 1.0, first);
    ReferenceCounter second = new ReferenceCounter(COLUMNS, first.build());
    rows(seed, 5_000, 1.0, second);
    return second.build(model, NOON, new TreeMap<>(Map.of())).effectiveFrom(Instant.EPOCH);
  }

  private static void rows(long seed, int rows, double scale, CellSink sink) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < rows; i++) {
      sink.startRow();
      sink.number(0, distance(random, scale));
      sink.text(1, CARRIERS[random.nextInt(CARRIERS.length)]);
    }
  }

  /** A prediction of the fixture's traffic. */
  public static PredictionRecord prediction(
      String id, Instant at, SplittableRandom random, double scale) {
    PredictionRecord record = new PredictionRecord();
    record.setId(id);
    record.setModel(MODEL.name());
    record.setVersion(MODEL.version());
    record.setEventTime(at);
    record.setTags(Map.of());
    record.setFeatures(
        Map.of(
            "distance",
            distance(random, scale),
            "carrier",
            CARRIERS[random.nextInt(CARRIERS.length)]));
    record.setOutput(Map.of());
    return record;
  }

  public static RecordCodec<PredictionRecord> codec(SchemaRegistry registry) {
    return new RecordCodec<>(
        registry, RecordCodec.subject(TOPICS.predictions()), PredictionRecord.getClassSchema());
  }

  /** A directory that knows the fixture's model and reference. */
  public static ModelDirectory directory(Reference reference) {
    Monitor monitor = monitor();
    return new ModelDirectory() {
      @Override
      public Optional<Monitor> monitor(String model) {
        return model.equals(MODEL.name()) ? Optional.of(monitor) : Optional.empty();
      }

      @Override
      public Optional<Reference> reference(ModelRef model, Instant paneStart) {
        return model.equals(MODEL) ? Optional.of(reference) : Optional.empty();
      }
    };
  }

  public static SchemaRegistry registry() {
    return new MemorySchemaRegistry();
  }

  private static double distance(SplittableRandom random, double scale) {
    return scale * (200 + 1_000 * random.nextDouble());
  }
}
