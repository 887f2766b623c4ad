package dev.leeway.app.crash;

import static java.util.Objects.requireNonNull;

import dev.leeway.outbox.KafkaAccess;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Kafka as alerting reaches it, with an end of the JVM, as abrupt as SIGKILL, at a given step. */
final class HaltingKafka implements KafkaAccess {

  private final KafkaAccess real;
  private final Order order;
  private final AtomicInteger left;
  private final List<ProducerRecord<byte[], byte[]>> withheld = new ArrayList<>();

  /** Whether the open transaction has a message in it. */
  private boolean tells;

  /** On the way from a verdict to the mark that a message is delivered. */
  enum Step {
    /** Never. */
    NONE,
    /** The alert's new state is sent, its message not yet. */
    BEFORE_OUTBOX,
    /** State and message are sent, their transaction is open. */
    BEFORE_COMMIT,
    /** Both are committed, and nobody has been told. */
    AFTER_COMMIT,
    /** The target has been told, and it is not written down. */
    BEFORE_MARK
  }

  /**
   * What it does.
   *
   * @param occurrence at which of the step's occurrences it ends, from 1
   * @param forgetful whether messages are kept in memory until their alert is committed, as an
   *     outbox that is none would do
   */
  record Order(Step step, int occurrence, boolean forgetful) {

    List<String> toArguments() {
      return List.of(step.name(), String.valueOf(occurrence), String.valueOf(forgetful));
    }

    static Order parse(String... given) {
      return new Order(
          Step.valueOf(given[0]), Integer.parseInt(given[1]), Boolean.parseBoolean(given[2]));
    }
  }

  HaltingKafka(KafkaAccess real, Order order) {
    this.real = real;
    this.order = order;
    left = new AtomicInteger(order.occurrence());
  }

  @Override
  public Consumer<byte[], byte[]> member(String purpose) {
    return real.member(purpose);
  }

  @Override
  public Consumer<byte[], byte[]> reader() {
    return real.reader();
  }

  @Override
  public Producer<byte[], byte[]> transactional(String purpose) {
    Producer<byte[], byte[]> producer = real.transactional(purpose);
    return watched(producer, (method, given) -> inTransaction(producer, method, given));
  }

  @Override
  public Producer<byte[], byte[]> plain() {
    Producer<byte[], byte[]> producer = real.plain();
    return watched(
        producer,
        (method, given) -> {
          if (isOutbox(method, given)) passing(Step.BEFORE_MARK);
          return call(producer, method, given);
        });
  }

  private @Nullable Object inTransaction(
      Producer<byte[], byte[]> producer, Method method, @Nullable Object[] given) throws Throwable {
    if (method.getName().equals("commitTransaction")) return commit(producer, method, given);
    if (!isOutbox(method, given)) return call(producer, method, given);
    passing(Step.BEFORE_OUTBOX);
    tells = true;
    return order.forgetful() ? withhold(given) : call(producer, method, given);
  }

  private @Nullable Object commit(
      Producer<byte[], byte[]> producer, Method method, @Nullable Object[] given) throws Throwable {
    if (tells) passing(Step.BEFORE_COMMIT);
    Object nothing = call(producer, method, given);
    if (tells) passing(Step.AFTER_COMMIT);
    tells = false;
    sendWithheld();
    return nothing;
  }

  private Future<RecordMetadata> withhold(@Nullable Object[] given) {
    @SuppressWarnings("unchecked")
    ProducerRecord<byte[], byte[]> record = (ProducerRecord<byte[], byte[]>) outboxRecord(given);
    withheld.add(record);
    return new CompletableFuture<>();
  }

  private void sendWithheld() {
    if (withheld.isEmpty()) return;
    try (Producer<byte[], byte[]> late = real.plain()) {
      for (ProducerRecord<byte[], byte[]> record : withheld) {
        Future<RecordMetadata> unused = late.send(record);
      }
    }
    withheld.clear();
  }

  private void passing(Step step) {
    if (order.step() == step && left.decrementAndGet() == 0) {
      Runtime.getRuntime().halt(HaltAfterFlush.EXIT_CODE);
    }
  }

  private static boolean isOutbox(Method method, @Nullable Object[] given) {
    return method.getName().equals("send") && outboxRecord(given).topic().endsWith(".outbox");
  }

  private static ProducerRecord<?, ?> outboxRecord(@Nullable Object[] given) {
    return (ProducerRecord<?, ?>) requireNonNull(given[0], "record");
  }

  /** What a producer's method is replaced by. */
  private interface Watch {

    @Nullable Object call(Method method, @Nullable Object[] given) throws Throwable;
  }

  @SuppressWarnings("unchecked")
  private static Producer<byte[], byte[]> watched(Producer<byte[], byte[]> real, Watch watch) {
    return (Producer<byte[], byte[]>)
        Proxy.newProxyInstance(
            HaltingKafka.class.getClassLoader(),
            new Class<?>[] {Producer.class},
            (proxy, method, given) -> watch.call(method, given == null ? new Object[0] : given));
  }

  private static @Nullable Object call(
      Producer<byte[], byte[]> real, Method method, @Nullable Object[] given) throws Throwable {
    try {
      return method.invoke(real, given);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
