package dev.leeway.alerting;

import static java.util.Collections.unmodifiableSortedMap;
import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rule of every model.
 *
 * @param fallback for models without one of their own
 * @param models by model name
 */
public record AlertRules(AlertRule fallback, SortedMap<String, AlertRule> models) {

  /** One rule for all. */
  public static final AlertRules DEFAULT = new AlertRules(AlertRule.DEFAULT, Map.of());

  public AlertRules {
    requireNonNull(fallback, "fallback");
    models = unmodifiableSortedMap(new TreeMap<>(models));
  }

  public AlertRules(AlertRule fallback, Map<String, AlertRule> models) {
    this(fallback, new TreeMap<>(models));
  }

  AlertRule of(String model) {
    return models.getOrDefault(model, fallback);
  }
}
