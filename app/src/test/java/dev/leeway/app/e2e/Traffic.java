package dev.leeway.app.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Caps;
import dev.leeway.monitor.Decision;
import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.Timing;
import dev.leeway.reference.CellSink;
import dev.leeway.reference.LayoutBuilder;
import dev.leeway.reference.Reference;
import dev.leeway.reference.ReferenceCounter;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.window.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A model that says how late a parcel will be, and what it is asked: a distance in miles, a carrier
 * and its answer. The same seed gives the same events.
 */
public final class Traffic {

  public static final ModelRef MODEL = new ModelRef("parcel-delay", "7");

  /** All windows of the tests are of an hour, the first begins here. */
  public static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  public static final Duration WINDOW = Duration.ofHours(1);

  /** The column whose values are watched apart, too. */
  public static final String SEGMENT = "carrier";

  /** As {@link #monitor()} but for segments, for a process that reads its settings from files. */
  static final String MONITOR_YAML =
      """
      model: parcel-delay
      pane: 10m
      windows: [1h]
      grace: 2m
      lateness: 3650d
      idleTimeout: 1s
      correctionDelay: 20ms
      maxPast: 36500d
      maxFuture: 36500d
      """;

  /** Turns miles into kilometres: the incident of the tests. */
  public static final double KILOMETRES = 1.609344;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> COLUMNS = List.of("distance", "carrier", "minutes");
  private static final String[] CARRIERS = {"AA", "DL", "UA"};

  private final SplittableRandom random;
  private final String idPrefix;
  private int made;

  /**
   * @param idPrefix of the events' ids; the next part is their number
   */
  public Traffic(long seed, String idPrefix) {
    random = new SplittableRandom(seed);
    this.idPrefix = idPrefix;
  }

  /** One question to the model, and its answer. */
  public record Event(String id, Instant at, double distance, String carrier, double minutes) {

    /** As a line for the gateway. */
    public String json() {
      ObjectNode line = JSON.createObjectNode();
      line.put("id", id);
      line.put("model", MODEL.name());
      line.put("version", MODEL.version());
      line.put("eventTime", at.toString());
      line.putObject("features").put("distance", distance).put("carrier", carrier);
      line.putObject("output").put("minutes", minutes);
      return line.toString();
    }

    /** As a record for Kafka. */
    public PredictionRecord record() {
      PredictionRecord record = new PredictionRecord();
      record.setId(id);
      record.setModel(MODEL.name());
      record.setVersion(MODEL.version());
      record.setEventTime(at);
      record.setTags(Map.of());
      record.setFeatures(Map.of("distance", distance, "carrier", carrier));
      record.setOutput(Map.of("minutes", minutes));
      return record;
    }
  }

  /** The next event. */
  public Event next(Instant at, double scale) {
    double distance = 200 + 1_000 * random.nextDouble();
    return new Event(
        idPrefix + "-" + made++,
        at,
        scale * distance,
        CARRIERS[random.nextInt(CARRIERS.length)],
        distance / 40 + random.nextDouble());
  }

  /** Events spread over a span, in a random order of time. */
  public List<Event> spread(int events, Instant from, Duration span, double scale) {
    List<Event> all = new ArrayList<>(events);
    for (int i = 0; i < events; i++) {
      all.add(next(from.plusMillis(random.nextLong(span.toMillis())), scale));
    }
    return all;
  }

  /** The events as a body of one line each. */
  public static String lines(List<Event> events) {
    StringBuilder lines = new StringBuilder();
    events.forEach(event -> lines.append(event.json()).append('\n'));
    return lines.toString();
  }

  /** Hourly windows; nothing is too old or too new, late rows always make a revision. */
  public static Monitor monitor() {
    Timing timing =
        new Timing(
                Duration.ofMinutes(10),
                Duration.ofMinutes(2),
                Duration.ofDays(3_650),
                Duration.ofSeconds(1),
                Duration.ofDays(36_500),
                Duration.ofDays(36_500))
            .withCorrectionDelay(Duration.ofMillis(20));
    return new Monitor(
        MODEL.name(),
        timing,
        List.of(WindowSpec.tumbling(WINDOW)),
        List.of(SEGMENT),
        new TreeMap<>(Map.of()),
        Decision.DEFAULT,
        Caps.DEFAULT);
  }

  /** The profile of what the model was trained on. */
  public static Reference reference() {
    Monitor monitor = monitor();
    List<Event> training =
        new Traffic(11, "training").spread(4_000, START.minus(Duration.ofDays(30)), WINDOW, 1);
    LayoutBuilder first = new LayoutBuilder(COLUMNS, monitor);
    training.forEach(event -> tell(event, first));
    ReferenceCounter second = new ReferenceCounter(COLUMNS, first.build());
    training.forEach(event -> tell(event, second));
    return second.build(MODEL, START, new TreeMap<>(Map.of()));
  }

  private static void tell(Event event, CellSink sink) {
    sink.startRow();
    sink.number(0, event.distance());
    sink.text(1, event.carrier());
    sink.number(2, event.minutes());
  }
}
