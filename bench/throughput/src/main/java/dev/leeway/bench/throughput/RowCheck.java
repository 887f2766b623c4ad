package dev.leeway.bench.throughput;

import dev.leeway.verdict.Verdict;
import dev.leeway.wire.Undecodable;
import dev.leeway.wire.VerdictWire;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Adds up what the newest verdicts have counted: a fast job that loses rows is no job. */
final class RowCheck {

  private static final Duration POLL = Duration.ofMillis(100);

  /** How long no verdict may come; thousands of windows that close at once take minutes. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Site site;
  private final Verdict.Kind kind;
  private final ToLongFunction<Verdict> figure;
  private final VerdictWire wire;
  private final Map<String, Verdict> newest = new HashMap<>();

  private RowCheck(Site site, Verdict.Kind kind, ToLongFunction<Verdict> figure) {
    this.site = site;
    this.kind = kind;
    this.figure = figure;
    wire = new VerdictWire(site.ground().registry(), site.topics());
  }

  /** Of predictions. */
  static RowCheck ofRows(Site site) {
    return new RowCheck(site, Verdict.Kind.DRIFT, Verdict::rows);
  }

  /** Of labels that were joined to their predictions. */
  static RowCheck ofLabels(Site site) {
    return new RowCheck(
        site, Verdict.Kind.PERFORMANCE, verdict -> verdict.performance().orElseThrow().labelled());
  }

  /**
   * Returns once the verdicts on the topic have counted so many.
   *
   * @throws ThroughputException if they do not come to have them
   */
  void await(long rows) {
    long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
    long found = 0;
    try (KafkaConsumer<byte[], byte[]> consumer = Reading.of(site, site.topics().verdicts())) {
      while (found != rows && System.nanoTime() < giveUpAt) {
        ConsumerRecords<byte[], byte[]> verdicts = consumer.poll(POLL);
        if (!verdicts.isEmpty()) giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        verdicts.forEach(this::take);
        found = newest.values().stream().mapToLong(figure).sum();
      }
    }
    if (found != rows) {
      throw new ThroughputException(
          "of %,d events %,d are in verdicts on %s: what was measured is void"
              .formatted(rows, found, Words.of(kind)));
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      Verdict verdict = wire.decode(record.value());
      if (verdict.kind() != kind || !verdict.segment().isEmpty()) return;
      newest.merge(verdict.key(), verdict, (a, b) -> a.revision() > b.revision() ? a : b);
    } catch (Undecodable e) {
      throw new ThroughputException("a verdict cannot be read", e);
    }
  }
}
