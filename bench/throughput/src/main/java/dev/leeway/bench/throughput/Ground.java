package dev.leeway.bench.throughput;

import static java.util.Objects.requireNonNull;

import dev.leeway.registry.SchemaRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * What measurements stand on, in a process that is not measured.
 *
 * @param bootstrapServers a Kafka of our own, without topics of ours
 * @param registry a schema registry of our own
 * @param registryUri where others find it
 * @param folder for files that may be deleted afterwards
 * @param flink what starts the drift job on Flink, before its arguments; empty where only Kafka
 *     Streams is measured
 */
public record Ground(
    String bootstrapServers,
    SchemaRegistry registry,
    URI registryUri,
    Path folder,
    List<String> flink) {

  public Ground {
    requireNonNull(bootstrapServers, "bootstrapServers");
    requireNonNull(registry, "registry");
    requireNonNull(registryUri, "registryUri");
    requireNonNull(folder, "folder");
    flink = List.copyOf(flink);
  }
}
