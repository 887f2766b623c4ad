package dev.leeway.merge;

import dev.leeway.bundle.Admission;
import dev.leeway.bundle.PartialProfile;
import dev.leeway.bundle.ProfileBundle;
import dev.leeway.event.EventRow;
import dev.leeway.event.ModelRef;
import dev.leeway.fixture.Models;
import dev.leeway.fixture.Row;
import dev.leeway.fixture.SampleRows;
import dev.leeway.monitor.Caps;
import dev.leeway.monitor.Decision;
import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.Timing;
import dev.leeway.window.Tide;
import dev.leeway.window.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Source partitions with random rows, read and committed in random steps, on their way to one book.
 * Keeps for every partial profile the rows it was made of, so that a test can count again.
 */
final class Sea {

  static final List<WindowSpec> WINDOWS =
      List.of(
          WindowSpec.tumbling(Duration.ofMinutes(5)),
          new WindowSpec(Duration.ofMinutes(15), Duration.ofMinutes(5)));

  /** The first has a reference, the second none, the third is of another model. */
  static final List<ModelRef> VERSIONS =
      List.of(new ModelRef("delay", "1"), new ModelRef("delay", "2"), new ModelRef("fare", "1"));

  private static final int PARTITIONS = 3;
  private static final long START = 1_000_000_200_000L;

  final Models models;

  /** Rows of each partial profile on its way or arrived. */
  final Map<PartialProfile, List<Row>> rowsOf = new IdentityHashMap<>();

  private final List<Log> logs = new ArrayList<>();

  /** A row and when the broker took it. */
  private record Sent(Row row, long receivedAt, ModelRef version, String region) {}

  /** One partition: what was sent, how far it was read, and what is on its way to the book. */
  private static final class Log {
    final List<Sent> sent = new ArrayList<>();
    int read;
    ProfileBundle bundle;
    final Map<PaneKey, List<Row>> counted = new HashMap<>();

    /** Partial profiles and tides, in order. */
    final Deque<Object> underWay = new ArrayDeque<>();

    Log(ProfileBundle bundle) {
      this.bundle = bundle;
    }
  }

  /**
   * @param random what is sent; the same seed gives the same rows in the same partitions
   */
  Sea(SplittableRandom random, Duration lateness, int rowsEach) {
    models =
        new Models()
            .with(monitor("delay", lateness))
            .with(monitor("fare", lateness))
            .with(Models.reference(VERSIONS.get(0), SampleRows.random(random, 300)));
    for (int partition = 0; partition < PARTITIONS; partition++) {
      Log log = new Log(new ProfileBundle(partition, PARTITIONS, models));
      long clock = START + random.nextInt(60_000);
      for (Row row : SampleRows.random(random, rowsEach)) {
        // Now and then a partition has nothing for some minutes.
        clock += random.nextInt(40) == 0 ? random.nextInt(400_000) : random.nextInt(9_000);
        log.sent.add(sent(row, clock, random));
      }
      logs.add(log);
    }
  }

  private static Sent sent(Row row, long clock, SplittableRandom random) {
    ModelRef version = VERSIONS.get(Math.min(2, random.nextInt(6)));
    boolean old = random.nextInt(15) == 0;
    long eventTime = clock - random.nextInt(old ? 1_500_000 : 20_000);
    String region = random.nextInt(3) == 0 ? "" : random.nextBoolean() ? "north" : "south";
    if (!region.isEmpty()) row.tag("region", region);
    row.of(version.name(), version.version()).at(eventTime);
    return new Sent(row, clock, version, region);
  }

  /** Reads some rows of some partition, or lets something arrive; false when all has arrived. */
  boolean step(SplittableRandom random, Consumer<PartialProfile> partials, Consumer<Tide> tides) {
    Log log = logs.get(random.nextInt(PARTITIONS));
    if (log.read < log.sent.size() && random.nextBoolean()) {
      read(log, random);
    } else if (!log.underWay.isEmpty()) {
      Object next = log.underWay.poll();
      if (next instanceof PartialProfile partial) partials.accept(partial);
      else tides.accept((Tide) next);
    }
    return logs.stream().anyMatch(each -> each.read < each.sent.size() || !each.underWay.isEmpty());
  }

  /** Long after the last row: every partition has been read up to a receive time far away. */
  static List<Tide> silence() {
    List<Tide> tides = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      tides.add(
          new Tide(
              partition, PARTITIONS, Instant.ofEpochMilli(2 * START), Collections.emptyList()));
    }
    return tides;
  }

  private void read(Log log, SplittableRandom random) {
    int partition = logs.indexOf(log);
    EventRow event = new EventRow();
    long at = START;
    for (int i = random.nextInt(1, 25); i > 0 && log.read < log.sent.size(); i--) {
      Sent sent = log.sent.get(log.read++);
      at = sent.receivedAt();
      sent.row().fill(event);
      if (log.bundle.add(event, sent.receivedAt()) == Admission.ADMITTED) count(log, sent);
    }
    log.bundle.drain(
        partial -> {
          List<Row> rows = log.counted.remove(PaneKey.of(partial));
          if (rows == null || rows.size() != partial.profile().rows()) {
            throw new AssertionError(partial.profile().rows() + " rows told, counted " + rows);
          }
          rowsOf.put(partial, rows);
          log.underWay.add(partial);
        });
    if (!log.counted.isEmpty()) throw new AssertionError("not drained: " + log.counted.keySet());
    log.underWay.add(log.bundle.tide(Instant.ofEpochMilli(at)));
    // Now and then the task moves: what it knew of event time is gone.
    if (random.nextInt(30) == 0) log.bundle = new ProfileBundle(partition, PARTITIONS, models);
  }

  private void count(Log log, Sent sent) {
    Instant pane = Instant.ofEpochMilli(sent.row().event().eventTime() / 60_000 * 60_000);
    String reference = models.reference(sent.version(), pane).map(known -> known.id()).orElse("");
    List<String> segments =
        sent.region().isEmpty() ? List.of("") : List.of("", "region=" + sent.region());
    for (String segment : segments) {
      log.counted
          .computeIfAbsent(
              new PaneKey(sent.version(), segment, pane, reference), key -> new ArrayList<>())
          .add(sent.row());
    }
  }

  private static Monitor monitor(String model, Duration lateness) {
    return new Monitor(
        model,
        new Timing(
            Duration.ofMinutes(1),
            Duration.ofSeconds(30),
            lateness,
            Duration.ofSeconds(30),
            Duration.ofDays(31),
            Duration.ofMinutes(5)),
        WINDOWS,
        List.of("region"),
        Collections.emptySortedMap(),
        new Decision(0.05, 1_000, 0.05, 5, 1),
        Caps.DEFAULT);
  }
}
