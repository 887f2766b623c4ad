package dev.leeway.bench.alerts;

import dev.leeway.bench.throughput.Reading;
import dev.leeway.bench.throughput.Site;
import dev.leeway.bench.throughput.ThroughputException;
import dev.leeway.verdict.Verdict;
import dev.leeway.wire.Undecodable;
import dev.leeway.wire.VerdictWire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Everything that the drift job has concluded, once it has ended. */
final class VerdictLog {

  private static final Duration POLL = Duration.ofMillis(100);

  private final Site site;

  VerdictLog(Site site) {
    this.site = site;
  }

  /** A verdict, and when the job had made it. */
  private record Made(long millis, Verdict verdict) {}

  /** What alerts have to follow from it. */
  Set<Transition> transitions() {
    Transitions transitions = new Transitions();
    made().stream()
        .sorted(
            Comparator.comparingLong(Made::millis)
                .thenComparing(made -> made.verdict().window().end())
                .thenComparing(made -> made.verdict().revision()))
        .forEach(made -> transitions.take(made.verdict()));
    return transitions.all();
  }

  private List<Made> made() {
    VerdictWire wire = new VerdictWire(site.ground().registry(), site.topics());
    List<Made> made = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = Reading.of(site, site.topics().verdicts())) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          made.add(new Made(record.timestamp(), wire.decode(record.value())));
        }
      }
    } catch (Undecodable e) {
      throw new ThroughputException("a verdict cannot be read", e);
    }
    return made;
  }
}
