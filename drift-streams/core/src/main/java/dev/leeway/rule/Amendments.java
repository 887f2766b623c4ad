package dev.leeway.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one file says about the rules that hold without it.
 *
 * @param rules further ones, or in place of those with their names
 * @param off names of rules that do not hold
 */
public record Amendments(List<AlertRule> rules, Set<String> off) {

  /** All stays as it is. */
  public static final Amendments NONE = new Amendments(List.of(), Set.of());

  /**
   * @throws IllegalArgumentException if a name stands twice
   */
  public Amendments {
    rules = List.copyOf(rules);
    off = Set.copyOf(off);
    Set<String> names = new HashSet<>(off);
    for (AlertRule rule : rules) {
      if (!names.add(rule.name())) {
        throw new IllegalArgumentException("two rules are named " + rule.name());
      }
    }
  }

  /** What holds with them, in the order of the given rules, further ones behind. */
  public List<AlertRule> to(List<AlertRule> given) {
    Map<String, AlertRule> named = new LinkedHashMap<>();
    given.forEach(rule -> named.put(rule.name(), rule));
    rules.forEach(rule -> named.put(rule.name(), rule));
    named.keySet().removeAll(off);
    return new ArrayList<>(named.values());
  }
}
