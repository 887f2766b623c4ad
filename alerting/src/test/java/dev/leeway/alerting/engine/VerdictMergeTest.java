package dev.leeway.alerting.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.alerting.Verdicts;
import dev.leeway.alerting.engine.VerdictMerge.Arrived;
import dev.leeway.alerting.engine.VerdictMerge.Garbled;
import dev.leeway.alerting.engine.VerdictMerge.Understood;
import dev.leeway.wire.Undecodable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerdictMergeTest {

  private static final TopicPartition P0 = new TopicPartition("verdicts", 0);
  private static final TopicPartition P1 = new TopicPartition("verdicts", 1);

  private final AtomicLong now = new AtomicLong();
  private final VerdictMerge merge = new VerdictMerge(Duration.ZERO, now::get);

  @BeforeEach
  void assign() {
    merge.assign(List.of(P0, P1));
  }

  @Test
  void take_ordersByWindowAcrossPartitions() {
    for (int hour : List.of(1, 3, 5)) merge.add(verdict(0, hour));
    for (int hour : List.of(2, 4)) merge.add(verdict(1, hour));
    assertThat(hours(merge.take(10, partition -> true))).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void take_waitsForAPartitionThatHasMore() {
    merge.add(verdict(0, 1));
    assertThat(merge.take(10, partition -> false)).isEmpty();
    merge.add(verdict(1, 0));
    assertThat(hours(merge.take(10, partition -> false))).containsExactly(0);
    assertThat(merge.waiting()).isTrue();
    assertThat(hours(merge.take(10, P1::equals))).containsExactly(1);
  }

  @Test
  void take_keepsTheOrderWithinAPartition() {
    for (int hour : List.of(5, 2, 3)) merge.add(verdict(0, hour));
    assertThat(hours(merge.take(10, partition -> true))).containsExactly(5, 2, 3);
  }

  @Test
  void take_letsAGarbledRecordPassFirst() {
    merge.add(verdict(0, 1));
    merge.add(new Garbled(record(1), new Undecodable(Undecodable.Reason.BAD_MAGIC, "x")));
    assertThat(merge.take(1, partition -> true)).first().isInstanceOf(Garbled.class);
  }

  /** A transaction that wrote both can be seen to have ended in one partition first. */
  @Test
  void take_givesTheOtherPartitionsAMoment() {
    VerdictMerge patient = new VerdictMerge(Duration.ofNanos(10), now::get);
    patient.assign(List.of(P0, P1));
    patient.add(verdict(0, 2));
    now.set(9);
    assertThat(patient.take(10, partition -> true)).isEmpty();
    patient.add(verdict(1, 1));
    now.set(11);
    assertThat(patient.take(10, partition -> true)).as("the older is new here").isEmpty();
    now.set(19);
    assertThat(hours(patient.take(10, partition -> true))).containsExactly(1, 2);
  }

  @Test
  void take_takesNoMoreThanAskedFor() {
    for (int hour = 0; hour < 5; hour++) merge.add(verdict(0, hour));
    assertThat(merge.take(3, partition -> true)).hasSize(3);
  }

  @Test
  void full_namesPartitionsThatNeedNotBeReadFurther() {
    for (int hour = 0; hour < 500; hour++) merge.add(verdict(0, hour));
    assertThat(merge.full()).containsExactly(P0);
  }

  @Test
  void assign_forgetsWhatWaited() {
    merge.add(verdict(0, 1));
    merge.assign(List.of(P1));
    assertThat(merge.waiting()).isFalse();
    merge.add(verdict(0, 1));
    assertThat(merge.waiting()).as("not ours any more").isFalse();
  }

  private static Arrived verdict(int partition, int hour) {
    return new Understood(record(partition), Verdicts.good(hour));
  }

  private static ConsumerRecord<byte[], byte[]> record(int partition) {
    return new ConsumerRecord<>("verdicts", partition, 0, new byte[0], new byte[0]);
  }

  private static List<Integer> hours(List<Arrived> taken) {
    return taken.stream()
        .map(arrived -> (Understood) arrived)
        .map(
            understood ->
                (int)
                    Duration.between(Verdicts.hour(0), understood.verdict().window().start())
                        .toHours())
        .toList();
  }
}
