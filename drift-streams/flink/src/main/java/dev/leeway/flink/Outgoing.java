package dev.leeway.flink;

import org.jspecify.annotations.Nullable;

/**
 * One record for Kafka; nobody changes its bytes.
 *
 * @param partitionBy what chooses the partition
 */
@SuppressWarnings("ArrayRecordComponent")
record Outgoing(String topic, byte @Nullable [] key, byte @Nullable [] partitionBy, byte[] value) {}
