package dev.leeway.flink;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink.PrecommittingStatefulSinkWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A writer of Flink's Kafka sink, closed whole. The connector (5.0.0-2.2) opens an admin client to
 * look for transactions that a dead job left open, and never closes it: each start of a task would
 * leave a thread and a connection behind.
 */
@SuppressWarnings("try") // what Flink's interface declares
final class ClosingWriter
    implements PrecommittingStatefulSinkWriter<Outgoing, KafkaWriterState, KafkaCommittable> {

  private static final Logger LOG = LoggerFactory.getLogger(ClosingWriter.class);

  /** Of the connector's writer. */
  private static final String ADMIN = "adminClient";

  private final PrecommittingStatefulSinkWriter<Outgoing, KafkaWriterState, KafkaCommittable> kafka;

  ClosingWriter(
      PrecommittingStatefulSinkWriter<Outgoing, KafkaWriterState, KafkaCommittable> kafka) {
    this.kafka = kafka;
  }

  @Override
  public void write(Outgoing record, Context context) throws IOException, InterruptedException {
    kafka.write(record, context);
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    kafka.flush(endOfInput);
  }

  @Override
  public Collection<KafkaCommittable> prepareCommit() throws IOException, InterruptedException {
    return kafka.prepareCommit();
  }

  @Override
  public List<KafkaWriterState> snapshotState(long checkpoint) throws IOException {
    return kafka.snapshotState(checkpoint);
  }

  @Override
  public void close() throws Exception { // what the interface declares
    try {
      kafka.close();
    } finally {
      closeAdmin();
    }
  }

  private void closeAdmin() throws Exception { // what AutoCloseable.close declares
    try {
      Field field = kafka.getClass().getDeclaredField(ADMIN);
      field.setAccessible(true);
      if (field.get(kafka) instanceof AutoCloseable admin) admin.close();
    } catch (NoSuchFieldException e) {
      LOG.debug("This version of the connector keeps no admin client", e);
    }
  }
}
