package dev.leeway.flink;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;

/** Tells of each partition, before the first of its records, that it is read here. */
@SuppressWarnings("try") // what Flink's interface declares
final class AnnouncingReader implements SourceReader<SourceRun, KafkaPartitionSplit> {

  private final SourceReader<SourceRun, KafkaPartitionSplit> kafka;
  private final Queue<SourceRun> news = new ArrayDeque<>();

  private final boolean labels;

  /**
   * @param labels whether it reads the topic of labels, not of predictions
   */
  AnnouncingReader(SourceReader<SourceRun, KafkaPartitionSplit> kafka, boolean labels) {
    this.labels = labels;
    this.kafka = kafka;
  }

  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {
    for (KafkaPartitionSplit split : splits) {
      long first = Math.max(SourceRun.BEGINNING, split.getStartingOffset());
      news.add(SourceRun.newsOf(labels, split.getPartition(), first));
    }
    kafka.addSplits(splits);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<SourceRun> output) throws Exception {
    SourceRun told = news.poll();
    if (told == null) return kafka.pollNext(output);
    output.collect(told);
    return InputStatus.MORE_AVAILABLE;
  }

  /** New splits make Kafka's reader available, so what there is to tell is told. */
  @Override
  public CompletableFuture<Void> isAvailable() {
    return news.isEmpty() ? kafka.isAvailable() : CompletableFuture.completedFuture(null);
  }

  @Override
  public void start() {
    kafka.start();
  }

  @Override
  public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
    return kafka.snapshotState(checkpointId);
  }

  @Override
  public void notifyNoMoreSplits() {
    kafka.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    kafka.handleSourceEvents(event);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    kafka.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    kafka.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
    kafka.pauseOrResumeSplits(pause, resume);
  }

  @Override
  public void close() throws Exception {
    kafka.close();
  }
}
