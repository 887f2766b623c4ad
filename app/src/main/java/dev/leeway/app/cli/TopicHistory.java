package dev.leeway.app.cli;

import dev.leeway.app.config.ProcessConfig;
import dev.leeway.app.history.PredictionRows;
import dev.leeway.app.history.TopicBounds;
import dev.leeway.app.history.TopicSpan;
import dev.leeway.app.history.WindowsReference;
import dev.leeway.app.profile.TableReference;
import dev.leeway.app.rows.RowProgress;
import dev.leeway.event.ModelRef;
import dev.leeway.reference.Reference;
import dev.leeway.topics.Topics;
import dev.leeway.wire.PredictionDecoders;
import dev.leeway.wire.ReferenceWire;
import dev.leeway.wire.WindowProfileWire;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What a command reads of topics that have been written. */
final class TopicHistory {

  private final ClusterOptions cluster;
  private final RowProgress progress;

  TopicHistory(ClusterOptions cluster, RowProgress progress) {
    this.cluster = cluster;
    this.progress = progress;
  }

  /** Does something with the predictions of a model version in a topic. */
  <T> T predictions(
      BuildSource.TopicChoice choice,
      ModelRef model,
      Set<String> excluded,
      Function<PredictionRows, T> work)
      throws IOException, InterruptedException {
    ProcessConfig process = cluster.load().process();
    TopicSpan span = choice.span(cluster.kafka(process.kafka()));
    return cluster.withRegistry(
        process.registry(),
        schemas -> {
          PredictionDecoders decoder = new PredictionDecoders(schemas, process.mappings());
          return work.apply(
              new PredictionRows(
                  new PredictionRows.Predictions(span, decoder, model), excluded, progress));
        });
  }

  /** The reference of closed windows. */
  Reference windows(WindowsReference.Wanted wanted, TableReference.Origin origin)
      throws IOException, InterruptedException {
    ProcessConfig process = cluster.load().process();
    Map<String, Object> kafka = cluster.kafka(process.kafka());
    Topics topics = process.topics();
    TopicSpan references = new TopicBounds(kafka, topics.references()).whole();
    TopicSpan profiles = new TopicBounds(kafka, topics.profiles()).whole();
    return cluster.withRegistry(
        process.registry(),
        schemas ->
            new WindowsReference(
                    new WindowsReference.Read<>(references, new ReferenceWire(schemas, topics)),
                    new WindowsReference.Read<>(profiles, new WindowProfileWire(schemas, topics)),
                    progress)
                .build(origin, wanted));
  }
}
