package dev.leeway.flink;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What is said when the job is started, in place of the settings.
 *
 * @param config the settings' file; else LEEWAY_CONFIG, else leeway.yaml if it is here
 * @param bootstrapServers the Kafka in use
 * @param registry the schema registry in use
 */
record JobArguments(
    Optional<Path> config, Optional<String> bootstrapServers, Optional<URI> registry) {

  static final String USAGE = "[--config FILE] [--bootstrap-servers HOST:PORT] [--registry URL]";

  /**
   * @throws IllegalArgumentException if an argument is none of ours or lacks its value
   */
  static JobArguments parse(String... arguments) {
    Queue<String> left = new ArrayDeque<>(List.of(arguments));
    Path config = null;
    String servers = null;
    URI registry = null;
    while (!left.isEmpty()) {
      String name = left.remove();
      switch (name) {
        case "--config" -> config = Path.of(valueOf(name, left.poll()));
        case "--bootstrap-servers" -> servers = valueOf(name, left.poll());
        case "--registry" -> registry = URI.create(valueOf(name, left.poll()));
        default -> throw new IllegalArgumentException("unknown argument " + name + "; " + USAGE);
      }
    }
    return new JobArguments(
        Optional.ofNullable(config), Optional.ofNullable(servers), Optional.ofNullable(registry));
  }

  private static String valueOf(String name, @Nullable String value) {
    if (value == null) throw new IllegalArgumentException(name + " needs a value; " + USAGE);
    return value;
  }
}
