package dev.leeway.flink;

import org.jspecify.annotations.Nullable;

/**
 * One record for Kafka.
 *
 * @param partitionBy what chooses the partition
 */
record Outgoing(String topic, byte @Nullable [] key, byte @Nullable [] partitionBy, byte[] value) {}
