package dev.leeway.rule;

import static java.util.Collections.unmodifiableSortedMap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rules of every model.
 *
 * @param fallback for models without rules of their own
 * @param models by model name, everything that holds for it
 */
public record AlertRules(List<AlertRule> fallback, SortedMap<String, List<AlertRule>> models) {

  /** A rule each on drift, performance and estimated performance, for every model. */
  public static final AlertRules DEFAULT = new AlertRules(usual(), Map.of());

  /**
   * @throws IllegalArgumentException if two rules of a model have one name
   */
  public AlertRules {
    fallback = ordered(fallback);
    SortedMap<String, List<AlertRule>> copy = new TreeMap<>();
    models.forEach((model, rules) -> copy.put(model, ordered(rules)));
    models = unmodifiableSortedMap(copy);
  }

  public AlertRules(List<AlertRule> fallback, Map<String, List<AlertRule>> models) {
    this(fallback, new TreeMap<>(models));
  }

  /** What holds where nothing is configured. */
  public static List<AlertRule> usual() {
    return List.of(
        AlertRule.of(Cause.DRIFT),
        AlertRule.of(Cause.PERFORMANCE),
        AlertRule.of(Cause.ESTIMATED_PERFORMANCE));
  }

  /** One rule for all models, and no other. */
  public static AlertRules only(AlertRule rule) {
    return new AlertRules(List.of(rule), Map.of());
  }

  /** The rules of a model; those that inhibit others come first. */
  public List<AlertRule> of(String model) {
    return models.getOrDefault(model, fallback);
  }

  /** The rule of that name that an alert on such a segment and window length is by. */
  public Optional<AlertRule> find(String model, String name, String segment, Duration window) {
    return of(model).stream()
        .filter(rule -> rule.name().equals(name) && rule.scope().covers(segment, window))
        .findFirst();
  }

  /** Stable, so that rules keep their order otherwise. */
  private static List<AlertRule> ordered(List<AlertRule> rules) {
    Set<String> names = new HashSet<>();
    List<AlertRule> first = new ArrayList<>();
    List<AlertRule> then = new ArrayList<>();
    for (AlertRule rule : rules) {
      if (!names.add(rule.name())) {
        throw new IllegalArgumentException("two rules are named " + rule.name());
      }
      (rule.inhibits().isEmpty() ? then : first).add(rule);
    }
    first.addAll(then);
    return List.copyOf(first);
  }
}
