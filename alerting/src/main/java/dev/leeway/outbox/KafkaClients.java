package dev.leeway.outbox;

import static java.util.Objects.requireNonNull;

import dev.leeway.topics.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Real clients, with the settings that exactly-once needs. */
public final class KafkaClients implements KafkaAccess {

  /**
   * A transaction that its producer left open holds back every reader until it is ended. The next
   * producer ends it at once; this is for the case that there is none.
   */
  private static final int TRANSACTION_TIMEOUT_MILLIS = 15_000;

  /** After this the broker counts a silent process as dead and a stand-by takes over. */
  private static final int SESSION_TIMEOUT_MILLIS = 10_000;

  /** Kafka being away must show in health within seconds, not after the default of minutes. */
  private static final int PATIENCE_MILLIS = 10_000;

  private final Map<String, Object> common;
  private final Topics topics;
  private final String instance;

  /**
   * @param common connection settings of every client by Kafka's names, {@code bootstrap.servers}
   *     at the least
   * @param instance name of this process, the same after a restart and another in each process: a
   *     process that comes back under its name goes on at once, without waiting for its own death
   *     to be noticed
   */
  public KafkaClients(Map<String, ?> common, Topics topics, String instance) {
    this.common = Map.copyOf(common);
    this.topics = requireNonNull(topics, "topics");
    this.instance = requireNonNull(instance, "instance");
  }

  @Override
  public Consumer<byte[], byte[]> member(String purpose) {
    Map<String, Object> config = reading(purpose);
    config.put(ConsumerConfig.GROUP_ID_CONFIG, name(purpose));
    config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
    config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    config.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, OneOwnerAssignor.class.getName());
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
    return new KafkaConsumer<>(config);
  }

  @Override
  public Consumer<byte[], byte[]> reader() {
    return new KafkaConsumer<>(reading("reader"));
  }

  @Override
  public Producer<byte[], byte[]> transactional(String purpose) {
    Map<String, Object> config = writing(purpose);
    // One id for all processes: only the owner of the partitions makes one, and shuts others out.
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name(purpose));
    config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
    return new KafkaProducer<>(config);
  }

  @Override
  public Producer<byte[], byte[]> plain() {
    return new KafkaProducer<>(writing("outbox"));
  }

  private String name(String purpose) {
    return topics.prefix() + "." + purpose;
  }

  private Map<String, Object> reading(String purpose) {
    Map<String, Object> config = new HashMap<>(common);
    config.put(ConsumerConfig.CLIENT_ID_CONFIG, name(purpose) + "-" + instance);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return config;
  }

  private Map<String, Object> writing(String purpose) {
    Map<String, Object> config = new HashMap<>(common);
    config.put(ProducerConfig.CLIENT_ID_CONFIG, name(purpose) + "-" + instance);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS / 2);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return config;
  }
}
