package dev.leeway.bench.stage;

import static java.util.Objects.requireNonNull;

import dev.leeway.topics.Topics;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * What a stage's process is told on its command line.
 *
 * @param monitors folder of the models' files
 * @param state folder for local state, of this process alone
 * @param application names the consumer group; another in each round
 */
public record StageOrder(
    Stage stage,
    String bootstrapServers,
    URI registry,
    Topics topics,
    Path monitors,
    Path state,
    String application) {

  public StageOrder {
    requireNonNull(stage, "stage");
    requireNonNull(bootstrapServers, "bootstrapServers");
    requireNonNull(registry, "registry");
    requireNonNull(topics, "topics");
    requireNonNull(monitors, "monitors");
    requireNonNull(state, "state");
    requireNonNull(application, "application");
  }

  /** For {@link #parse}. */
  public List<String> toArguments() {
    return List.of(
        stage.name(),
        bootstrapServers,
        registry.toString(),
        topics.prefix(),
        String.valueOf(topics.partitions()),
        monitors.toString(),
        state.toString(),
        application);
  }

  static StageOrder parse(String... arguments) {
    return new StageOrder(
        Stage.valueOf(arguments[0]),
        arguments[1],
        URI.create(arguments[2]),
        new Topics(arguments[3], Integer.parseInt(arguments[4])),
        Path.of(arguments[5]),
        Path.of(arguments[6]),
        arguments[7]);
  }
}
