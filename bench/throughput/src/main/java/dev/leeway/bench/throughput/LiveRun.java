package dev.leeway.bench.throughput;

import static java.util.Objects.requireNonNull;

import dev.leeway.bench.stage.Stage;
import dev.leeway.event.EventRow;
import dev.leeway.verdict.Verdict;
import dev.leeway.wire.PredictionDecoder;
import dev.leeway.wire.PredictionDecoders;
import dev.leeway.wire.Undecodable;
import dev.leeway.wire.VerdictWire;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Traffic at its own pace, in panes and windows of a second: how long after a pane could be closed
 * its verdict can be read.
 */
final class LiveRun {

  /** What monitors say of it. */
  static final String TIMING = "pane: 1s\nwindows: [1s]\ngrace: 1s";

  private static final long PANE_MILLIS = 1_000;
  private static final long GRACE_MILLIS = 1_000;
  private static final int EVENTS_PER_SECOND = 5_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration TAIL = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(2);

  private final Site site;
  private final Setting setting;
  private final Jobs jobs;
  private final InstantSource clock;
  private final VerdictWire wire;

  /** By model and end of the window: when its first verdict could be read. */
  private final Map<String, Map<Long, Long>> seen = new HashMap<>();

  LiveRun(Site site, Setting setting, Jobs jobs, InstantSource clock) {
    this.site = site;
    this.setting = setting;
    this.jobs = jobs;
    this.clock = clock;
    wire = new VerdictWire(site.ground().registry(), site.topics());
  }

  /**
   * The delays, those of the job's first third left out, in which it starts and warms up.
   *
   * @throws ThroughputException if a pane that was closed has no verdict
   */
  Delays run() {
    List<ChildProcess> children = jobs.startDriftJob(site, jobs.application(Stage.JOB));
    try (Filling filling = site.filling();
        KafkaConsumer<byte[], byte[]> verdicts = Reading.of(site, site.topics().verdicts())) {
      awaitFirst(filling, verdicts, children);
      long start = clock.millis();
      long last = start + setting.live().toMillis();
      traffic(filling, verdicts, last - start);
      traffic(filling, verdicts, TAIL.toMillis());
      List<Closed> panes = closed(start + setting.live().toMillis() / 3, last);
      awaitAll(panes, verdicts, children);
      return Delays.of(panes.stream().map(this::delay).toList());
    } finally {
      children.forEach(ChildProcess::close);
    }
  }

  private void awaitFirst(
      Filling filling, KafkaConsumer<byte[], byte[]> verdicts, List<ChildProcess> children) {
    long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
    while (seen.isEmpty()) {
      traffic(filling, verdicts, PANE_MILLIS);
      children.forEach(ChildProcess::requireAlive);
      if (System.nanoTime() > giveUpAt) {
        throw new ThroughputException("no verdict within " + PATIENCE);
      }
    }
  }

  private void traffic(Filling filling, KafkaConsumer<byte[], byte[]> verdicts, long millis) {
    long start = System.nanoTime();
    long sent = 0;
    long total = millis * EVENTS_PER_SECOND / 1_000;
    while (sent < total) {
      long due = (System.nanoTime() - start) / 1_000 * EVENTS_PER_SECOND / 1_000_000;
      for (; sent < Math.min(due, total); sent++) {
        filling.one(clock.instant());
      }
      look(verdicts);
    }
  }

  private void look(KafkaConsumer<byte[], byte[]> verdicts) {
    for (ConsumerRecord<byte[], byte[]> record : verdicts.poll(POLL)) {
      try {
        Verdict verdict = wire.decode(record.value());
        if (verdict.kind() != Verdict.Kind.DRIFT || !verdict.segment().isEmpty()) continue;
        seen.computeIfAbsent(verdict.model().name(), name -> new HashMap<>())
            .putIfAbsent(verdict.window().end().toEpochMilli(), clock.millis());
      } catch (Undecodable e) {
        throw new ThroughputException("a verdict cannot be read", e);
      }
    }
  }

  /** A pane that could be closed at a time, in milliseconds of the epoch as its end. */
  private record Closed(String model, long end, long closedAt) {}

  private List<Closed> closed(long from, long to) {
    Closings closings = closings();
    List<Closed> panes = new ArrayList<>();
    for (String model : seen.keySet()) {
      closings
          .of(model)
          .forEach(
              (end, closed) -> {
                if (closed >= from && closed <= to) panes.add(new Closed(model, end, closed));
              });
    }
    if (panes.isEmpty()) throw new ThroughputException("no pane was closed in time");
    return panes;
  }

  /** On a busy machine some verdicts come after the traffic has ended. */
  private void awaitAll(
      List<Closed> panes, KafkaConsumer<byte[], byte[]> verdicts, List<ChildProcess> children) {
    long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
    for (Closed pane : panes) {
      while (seenAt(pane) == null) {
        if (System.nanoTime() > giveUpAt) {
          throw new ThroughputException(
              "a pane of " + pane.model + " was closed and has no verdict within " + PATIENCE);
        }
        children.forEach(ChildProcess::requireAlive);
        look(verdicts);
      }
    }
  }

  private long delay(Closed pane) {
    return requireNonNull(seenAt(pane)) - pane.closedAt;
  }

  private @Nullable Long seenAt(Closed pane) {
    return seen.getOrDefault(pane.model, Map.of()).get(pane.end);
  }

  /** Reads the events once more, with the times at which the broker took them. */
  private Closings closings() {
    Closings closings = new Closings(site.topics().partitions(), PANE_MILLIS, GRACE_MILLIS);
    PredictionDecoders decoder = new PredictionDecoders(site.ground().registry(), List.of());
    EventRow row = new EventRow();
    try (KafkaConsumer<byte[], byte[]> events = Reading.of(site, site.topics().predictions())) {
      long left =
          events.endOffsets(events.assignment()).values().stream().mapToLong(end -> end).sum();
      while (left > 0) {
        for (ConsumerRecord<byte[], byte[]> record : events.poll(POLL)) {
          left--;
          decoder.decodeEach(record.value(), row, new Taking(closings, record));
        }
      }
    } catch (Undecodable e) {
      throw new ThroughputException("a record that we wrote cannot be read", e);
    }
    return closings;
  }

  private record Taking(Closings closings, ConsumerRecord<byte[], byte[]> record)
      implements PredictionDecoder.Events {

    @Override
    public void decoded(EventRow event, int offset, int length) {
      closings.take(
          record.partition(),
          event.headText(EventRow.MODEL),
          event.eventTime(),
          record.timestamp());
    }

    @Override
    public void undecodable(Undecodable why, int offset, int length) {
      throw new ThroughputException("an event that we wrote cannot be read", why);
    }
  }
}
