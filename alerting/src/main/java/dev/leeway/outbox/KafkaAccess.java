package dev.leeway.outbox;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * How alerting reaches Kafka. Every call makes a new client, which the caller closes; keys are
 * UTF-8 text, values are framed Avro. All consumers read committed records only, from the beginning
 * where they have no place yet, and never commit by themselves.
 */
public interface KafkaAccess {

  /**
   * A consumer of the group that has the given purpose. However many processes run, one of them at
   * a time is given all partitions; the others stand by.
   */
  Consumer<byte[], byte[]> member(String purpose);

  /** A consumer without a group, to read a topic from end to end. */
  Consumer<byte[], byte[]> reader();

  /**
   * A producer whose transactions are fenced: the next one that is made with the same purpose, in
   * any process, ends its open transaction and shuts it out.
   */
  Producer<byte[], byte[]> transactional(String purpose);

  /** An idempotent producer without transactions. */
  Producer<byte[], byte[]> plain();
}
