package dev.leeway.bench.throughput;

import static java.util.Objects.requireNonNull;

import dev.leeway.bench.stage.Stage;
import dev.leeway.verdict.Verdict;
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
    new PacedTraffic(filling, clock, EVENTS_PER_SECOND).run(millis, () -> look(verdicts));
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
    Closings closings = Closings.read(site, PANE_MILLIS, GRACE_MILLIS);
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
}
