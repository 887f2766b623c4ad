package dev.leeway.app.crash;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Ends the JVM, as abruptly as SIGKILL does, at the worst moment there is: a partial profile has
 * been acknowledged by the broker and the offsets it speaks for have not been committed.
 */
public final class HaltAfterFlush implements ProducerInterceptor<byte[], byte[]> {

  /** Which partial profile's acknowledgement ends it; none if not set. */
  private static final String PROPERTY = "leeway.test.halt";

  /** A file that, once it is there, has the next such acknowledgement end it; none if not set. */
  private static final String ORDER = "leeway.test.haltOrder";

  /** As {@code kill -9} gives. */
  static final int EXIT_CODE = 137;

  /** The key of tides is shorter than that of any partial profile. */
  private static final int TIDE_KEY_LENGTH = 4;

  private static final AtomicInteger LEFT = new AtomicInteger(Integer.getInteger(PROPERTY, -1));

  private static final @Nullable String ORDER_FILE = System.getProperty(ORDER);

  /** The JVM option for it. */
  static List<String> at(int acknowledgement) {
    return List.of("-D" + PROPERTY + "=" + acknowledgement);
  }

  /** The JVM option for a halt at the first acknowledgement after the file has come to be. */
  static List<String> onceThereIs(Path order) {
    return List.of("-D" + ORDER + "=" + order);
  }

  @Override
  public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
    return record;
  }

  @Override
  public void onAcknowledgement(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
    if (exception != null || metadata == null || !metadata.topic().endsWith(".partials")) return;
    if (metadata.serializedKeySize() <= TIDE_KEY_LENGTH) return;
    boolean counted = LEFT.get() > 0 && LEFT.decrementAndGet() == 0;
    boolean ordered = ORDER_FILE != null && Files.exists(Path.of(ORDER_FILE));
    if (counted || ordered) Runtime.getRuntime().halt(EXIT_CODE);
  }

  @Override
  public void close() {}

  @Override
  public void configure(Map<String, ?> settings) {}
}
