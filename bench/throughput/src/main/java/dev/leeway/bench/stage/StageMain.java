package dev.leeway.bench.stage;

import dev.leeway.confluent.ConfluentSchemaRegistry;
import dev.leeway.registry.PatientRegistry;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.wire.Wires;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The process of one stage. Works until its input ends, which is also what happens when whoever
 * started it dies.
 */
public final class StageMain {

  /** As in the production process. */
  private static final Duration REGISTRY_PATIENCE = Duration.ofSeconds(60);

  private StageMain() {}

  /**
   * Runs a stage.
   *
   * @param arguments a {@link StageOrder}
   */
  public static void main(String... arguments) throws IOException {
    StageOrder order = StageOrder.parse(arguments);
    SchemaRegistry registry = registry(order.registry());
    RunningStage stage = start(order, new Wires(registry, order.topics(), List.of()));
    awaitEndOfInput();
    stage.close();
    System.exit(0);
  }

  private static RunningStage start(StageOrder order, Wires wires) {
    return switch (order.stage()) {
      case RAW -> TopicReader.start(order, new Touching());
      case DECODE -> TopicReader.start(order, new Decoding(wires));
      case JOB -> StreamsJob.start(order, wires);
      case TEXTBOOK -> TextbookJob.start(order, wires);
      case PANES -> OpenPanes.measure(order);
    };
  }

  /** A registry as the production process asks it. */
  public static SchemaRegistry registry(URI uri) {
    return new PatientRegistry(
        new ConfluentSchemaRegistry(List.of(uri), Map.of()), REGISTRY_PATIENCE);
  }

  /** Returns when whoever started this process wants it to end, or has ended. */
  public static void awaitEndOfInput() throws IOException {
    while (System.in.read() >= 0) {
      Thread.onSpinWait(); // nobody writes: input is only there to end
    }
  }
}
