package dev.leeway.flink;

import dev.leeway.monitor.Monitor;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.testkit.Stage;
import dev.leeway.wire.RecordMapping;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A stage's registry and monitors, found again by its topics where the tasks run: here. */
record StagedSurroundings(String prefix) implements Surroundings {

  private static final Map<String, Stage> STAGES = new ConcurrentHashMap<>();

  static StagedSurroundings of(Stage stage) {
    STAGES.put(stage.topics().prefix(), stage);
    return new StagedSurroundings(stage.topics().prefix());
  }

  @Override
  public SchemaRegistry registry() {
    return STAGES.get(prefix).registry();
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
