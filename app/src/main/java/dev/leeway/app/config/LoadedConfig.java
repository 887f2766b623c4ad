package dev.leeway.app.config;

import static java.util.Objects.requireNonNull;

import dev.leeway.monitor.Monitor;
import dev.leeway.rule.Amendments;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All settings of a run.
 *
 * @param source the process's file, absolute, if there is one
 * @param monitors one per model that has a monitor file, by model name
 * @param alerts what monitor files say about the rules of their models' alerts, by model name
 * @param files what was read, in order
 */
public record LoadedConfig(
    ProcessConfig process,
    Optional<Path> source,
    List<Monitor> monitors,
    Map<String, Amendments> alerts,
    List<Path> files) {

  public LoadedConfig {
    requireNonNull(process, "process");
    requireNonNull(source, "source");
    monitors = List.copyOf(monitors);
    alerts = Map.copyOf(alerts);
    files = List.copyOf(files);
  }
}
