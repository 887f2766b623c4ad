package dev.leeway.flink;

import dev.leeway.monitor.Monitor;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.testkit.Stage;
import dev.leeway.wire.RecordMapping;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;

/** A stage's registry and monitors, found again by its topics where the tasks run: here. */
record StagedSurroundings(String prefix) implements Surroundings {

  /** Id of a schema: who first asks for it fails in a way that nobody expects. */
  static final int FATAL_SCHEMA = 0x7F7F7F7F;

  private static final Map<String, Stage> STAGES = new ConcurrentHashMap<>();
  private static final Map<String, AtomicInteger> FATAL_LOOKS = new ConcurrentHashMap<>();

  static StagedSurroundings of(Stage stage) {
    STAGES.put(stage.topics().prefix(), stage);
    FATAL_LOOKS.putIfAbsent(stage.topics().prefix(), new AtomicInteger());
    return new StagedSurroundings(stage.topics().prefix());
  }

  /** How often the fatal schema was asked for. */
  static int fatalLooks(Stage stage) {
    return FATAL_LOOKS.get(stage.topics().prefix()).get();
  }

  @Override
  public SchemaRegistry registry() {
    SchemaRegistry registry = STAGES.get(prefix).registry();
    return new SchemaRegistry() {
      @Override
      public int register(String subject, Schema schema) {
        return registry.register(subject, schema);
      }

      @Override
      public Schema byId(int id) {
        if (id == FATAL_SCHEMA && FATAL_LOOKS.get(prefix).getAndIncrement() == 0) {
          throw new IllegalStateException("a fault for the test");
        }
        return registry.byId(id);
      }
    };
  }

  @Override
  public List<Monitor> monitors() {
    return STAGES.get(prefix).monitors();
  }

  @Override
  public List<RecordMapping> mappings() {
    return List.of();
  }
}
