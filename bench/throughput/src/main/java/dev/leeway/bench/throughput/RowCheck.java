package dev.leeway.bench.throughput;

import dev.leeway.verdict.Verdict;
import dev.leeway.wire.Undecodable;
import dev.leeway.wire.VerdictWire;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Adds up the rows of the newest verdicts: a fast job that loses rows is no job. */
final class RowCheck {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Site site;
  private final VerdictWire wire;
  private final Map<String, Verdict> newest = new HashMap<>();

  RowCheck(Site site) {
    this.site = site;
    wire = new VerdictWire(site.ground().registry(), site.topics());
  }

  /**
   * Returns once the verdicts on the topic have so many rows.
   *
   * @throws ThroughputException if they do not come to have them
   */
  void await(long rows) {
    long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
    long found = 0;
    try (KafkaConsumer<byte[], byte[]> consumer = Reading.of(site, site.topics().verdicts())) {
      while (found != rows && System.nanoTime() < giveUpAt) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          take(record);
        }
        found = newest.values().stream().mapToLong(Verdict::rows).sum();
      }
    }
    if (found != rows) {
      throw new ThroughputException(
          "of %,d events %,d are in verdicts: what was measured is void".formatted(rows, found));
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      Verdict verdict = wire.decode(record.value());
      if (verdict.kind() != Verdict.Kind.DRIFT || !verdict.segment().isEmpty()) return;
      newest.merge(verdict.key(), verdict, (a, b) -> a.revision() > b.revision() ? a : b);
    } catch (Undecodable e) {
      throw new ThroughputException("a verdict cannot be read", e);
    }
  }
}
