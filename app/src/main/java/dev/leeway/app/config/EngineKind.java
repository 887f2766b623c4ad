package dev.leeway.app.config;

import java.util.Map;

/** What runs the drift job. */
public enum EngineKind {
  /** In this process. */
  KAFKA_STREAMS,
  /** On a local Flink cluster in a process of its own. */
  FLINK;

  static final Map<String, EngineKind> WORDS =
      Map.of("kafka-streams", KAFKA_STREAMS, "flink", FLINK);
}
