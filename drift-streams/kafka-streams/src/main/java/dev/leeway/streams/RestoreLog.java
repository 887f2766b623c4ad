package dev.leeway.streams;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StandbyUpdateListener;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.apache.kafka.streams.processor.TaskId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says how long stores took to come back, and which are kept here for another instance. */
final class RestoreLog implements StateRestoreListener, StandbyUpdateListener {

  private static final Logger LOG = LoggerFactory.getLogger(RestoreLog.class);

  private final Map<TopicPartition, Long> startedAt = new ConcurrentHashMap<>();

  @Override
  public void onRestoreStart(TopicPartition partition, String store, long from, long end) {
    startedAt.put(partition, System.nanoTime());
  }

  @Override
  public void onBatchRestored(TopicPartition partition, String store, long end, long entries) {}

  @Override
  public void onRestoreEnd(TopicPartition partition, String store, long entries) {
    Long started = startedAt.remove(partition);
    long millis = started == null ? 0 : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    LOG.info(
        "The store {} of partition {} is back: {} entries read in {} ms",
        store,
        partition.partition(),
        entries,
        millis);
  }

  @Override
  public void onUpdateStart(TopicPartition partition, String store, long from) {
    LOG.info(
        "A standby of the store {} of partition {} is kept here", store, partition.partition());
  }

  @Override
  public void onBatchLoaded(
      TopicPartition partition, String store, TaskId task, long to, long entries, long end) {}

  @Override
  public void onUpdateSuspended(
      TopicPartition partition, String store, long at, long end, SuspendReason reason) {
    LOG.info(
        "The standby of the store {} of partition {} ends here: {}",
        store,
        partition.partition(),
        reason == SuspendReason.PROMOTED ? "it takes over" : "another instance has it");
  }
}
