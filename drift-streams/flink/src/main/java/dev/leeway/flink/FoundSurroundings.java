package dev.leeway.flink;

import static java.util.Objects.requireNonNull;

import dev.leeway.config.MonitorFile;
import dev.leeway.config.RecordMappings;
import dev.leeway.config.WatchedModel;
import dev.leeway.config.yaml.SettingsReader;
import dev.leeway.confluent.ConfluentSchemaRegistry;
import dev.leeway.monitor.Monitor;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.wire.RecordMapping;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A registry that speaks Confluent's API, and monitors as the text of their files: what was checked
 * when the job was submitted is read again by each task.
 *
 * @param registryProperties for the registry's client; they travel with the job, secrets too
 * @param mappingsText a document with the list {@code mappings}
 */
record FoundSurroundings(
    URI registryUrl,
    Map<String, String> registryProperties,
    List<String> monitorFiles,
    String mappingsText)
    implements Surroundings {

  FoundSurroundings {
    requireNonNull(registryUrl, "registryUrl");
    requireNonNull(mappingsText, "mappingsText");
    registryProperties = Map.copyOf(registryProperties);
    monitorFiles = List.copyOf(monitorFiles);
  }

  @Override
  public SchemaRegistry registry() {
    return new ConfluentSchemaRegistry(List.of(registryUrl), registryProperties);
  }

  @Override
  public List<Monitor> monitors() {
    SettingsReader reader = new SettingsReader(Map.of());
    List<Monitor> monitors =
        monitorFiles.stream()
            .flatMap(text -> MonitorFile.read(reader.text(text, "a monitor")).stream())
            .map(WatchedModel::monitor)
            .toList();
    reader.problems().throwIfAny();
    return monitors;
  }

  @Override
  public List<RecordMapping> mappings() {
    SettingsReader reader = new SettingsReader(Map.of());
    List<RecordMapping> mappings =
        RecordMappings.read(reader.text(mappingsText, "the settings").value("mappings"));
    reader.problems().throwIfAny();
    return mappings;
  }
}
