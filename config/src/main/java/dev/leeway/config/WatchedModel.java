package dev.leeway.config;

import static java.util.Objects.requireNonNull;

import dev.leeway.monitor.Monitor;
import dev.leeway.rule.Amendments;

/**
 * What a monitor file says of a model.
 *
 * @param monitor how it is watched
 * @param alerts how its alerts differ from those of other models
 */
public record WatchedModel(Monitor monitor, Amendments alerts) {

  public WatchedModel {
    requireNonNull(monitor, "monitor");
    requireNonNull(alerts, "alerts");
  }
}
