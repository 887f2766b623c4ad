package dev.leeway.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RunLedgerTest {

  private static final TopicPartition PARTITION = new TopicPartition("predictions", 0);

  private final RunLedger runs = new RunLedger();
  private final ReadMark mark = new ReadMark(PARTITION, runs, 2_000);

  @Test
  void readUpTo_isTheNewestRecordUntilNoneHasComeForLong() {
    mark.begin(10_000);
    assertThat(mark.readUpTo(11_000)).isEqualTo(Long.MIN_VALUE);
    mark.taken(11_000);
    mark.received(500);
    mark.received(400);
    assertThat(mark.readUpTo(12_999)).isEqualTo(500);
    assertThat(mark.readUpTo(13_000)).isEqualTo(13_000);
  }

  @Test
  void readUpTo_whileRunsOfThePartitionWaitIsNoSilence() {
    mark.begin(10_000);
    runs.polled(PARTITION);
    runs.polled(PARTITION);
    mark.taken(10_000);
    mark.received(500);
    assertThat(mark.readUpTo(20_000)).isEqualTo(500);
    mark.taken(20_000);
    assertThat(mark.readUpTo(22_000)).isEqualTo(22_000);
  }

  @Test
  void begin_forgetsRunsThatWereGivenUp() {
    runs.polled(PARTITION);
    mark.begin(10_000);
    assertThat(runs.waits(PARTITION)).isFalse();
    mark.stalled(15_000);
    assertThat(mark.readUpTo(16_000)).isEqualTo(Long.MIN_VALUE);
    assertThat(mark.readUpTo(17_000)).isEqualTo(17_000);
  }
}
