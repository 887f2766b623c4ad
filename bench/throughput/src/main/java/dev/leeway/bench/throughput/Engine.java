package dev.leeway.bench.throughput;

/** What runs the drift job. */
public enum Engine {
  KAFKA_STREAMS,
  FLINK
}
