package dev.leeway.bench.stage;

import static java.util.Objects.requireNonNull;

import dev.leeway.bench.traffic.Form;
import dev.leeway.bench.traffic.Workload;
import dev.leeway.topics.Topics;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * What a stage's process is told on its command line.
 *
 * @param topics whose predictions are read and whose results are written
 * @param workload what is on the predictions topic
 * @param monitors folder of the models' files
 * @param state folder for local state, of this process alone
 * @param application names the consumer group; another in each round
 */
public record StageOrder(
    Stage stage,
    String bootstrapServers,
    URI registry,
    Topics topics,
    Workload workload,
    Path monitors,
    Path state,
    String application) {

  public StageOrder {
    requireNonNull(stage, "stage");
    requireNonNull(bootstrapServers, "bootstrapServers");
    requireNonNull(registry, "registry");
    requireNonNull(topics, "topics");
    requireNonNull(workload, "workload");
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
        workload.form().name(),
        String.valueOf(workload.columns()),
        String.valueOf(workload.models()),
        String.valueOf(workload.segments()),
        String.valueOf(workload.partitions()),
        monitors.toString(),
        state.toString(),
        application);
  }

  static StageOrder parse(String... arguments) {
    return new StageOrder(
        Stage.valueOf(arguments[0]),
        arguments[1],
        URI.create(arguments[2]),
        new Topics(arguments[3], Integer.parseInt(arguments[8])),
        new Workload(
            Form.valueOf(arguments[4]),
            Integer.parseInt(arguments[5]),
            Integer.parseInt(arguments[6]),
            Integer.parseInt(arguments[7]),
            Integer.parseInt(arguments[8])),
        Path.of(arguments[9]),
        Path.of(arguments[10]),
        arguments[11]);
  }
}
