package dev.leeway.app.config;

import static java.util.Objects.requireNonNull;

import dev.leeway.config.FlinkSettings;
import dev.leeway.config.KafkaSettings;
import dev.leeway.config.RegistrySettings;
import dev.leeway.topics.Topics;
import dev.leeway.wire.RecordMapping;
import java.nio.file.Path;
import java.util.List;

/**
 * The settings of one process: one YAML file, and environment variables before it.
 *
 * @param dataDir where all that must survive a restart is kept, absolute
 * @param monitorsDir folder of the monitor files, one per model, absolute; it need not exist
 * @param engine what runs the drift job; the other engine's settings lie idle
 * @param mappings how records that teams already write are read as predictions
 */
public record ProcessConfig(
    Path dataDir,
    Path monitorsDir,
    HttpSettings http,
    KafkaSettings kafka,
    Topics topics,
    RegistrySettings registry,
    EngineKind engine,
    StreamsSettings streams,
    FlinkSettings flink,
    IngestSettings ingest,
    AlertingSettings alerting,
    List<RecordMapping> mappings) {

  public ProcessConfig {
    requireNonNull(dataDir, "dataDir");
    requireNonNull(monitorsDir, "monitorsDir");
    requireNonNull(http, "http");
    requireNonNull(kafka, "kafka");
    requireNonNull(topics, "topics");
    requireNonNull(registry, "registry");
    requireNonNull(engine, "engine");
    requireNonNull(streams, "streams");
    requireNonNull(flink, "flink");
    requireNonNull(ingest, "ingest");
    requireNonNull(alerting, "alerting");
    mappings = List.copyOf(mappings);
  }
}
