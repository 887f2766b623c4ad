package dev.leeway.alerting.engine;

import static java.util.Objects.requireNonNull;

import dev.leeway.delivery.DeliverySettings;
import dev.leeway.delivery.Recipient.Takes;
import dev.leeway.delivery.Target;
import dev.leeway.retraining.RetrainingPolicy;
import dev.leeway.rule.AlertRules;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything alerting must be told.
 *
 * @param routes which alerts go where; none means that alerts are only on the topic and in metrics
 * @param retraining with different names
 */
public record AlertingSettings(
    AlertRules rules,
    DeliverySettings delivery,
    List<Route> routes,
    List<RetrainingPolicy> retraining,
    Links links) {

  /**
   * @throws IllegalArgumentException if a route or policy names a target that is not there, two
   *     policies have one name, or a cooldown is longer than the outbox remembers
   */
  public AlertingSettings {
    requireNonNull(rules, "rules");
    requireNonNull(delivery, "delivery");
    requireNonNull(links, "links");
    routes = List.copyOf(routes);
    retraining = List.copyOf(retraining);
    Map<String, Takes> targets =
        delivery.targets().stream()
            .collect(Collectors.toMap(Target::name, target -> target.recipient().takes()));
    for (Route route : routes) {
      if (!require(targets, route.target()).alerts()) {
        throw new IllegalArgumentException("the target " + route.target() + " takes no alerts");
      }
    }
    Set<String> names = new HashSet<>();
    for (RetrainingPolicy policy : retraining) {
      if (!require(targets, policy.target()).retraining()) {
        throw new IllegalArgumentException(
            "the target " + policy.target() + " takes no retraining requests");
      }
      if (!names.add(policy.name())) {
        throw new IllegalArgumentException("two retraining policies are named " + policy.name());
      }
      if (policy.cooldown().compareTo(delivery.keep()) > 0) {
        throw new IllegalArgumentException(
            "policy " + policy.name() + ": cooldown is longer than messages are kept");
      }
    }
  }

  private static Takes require(Map<String, Takes> targets, String target) {
    Takes takes = targets.get(target);
    if (takes == null) throw new IllegalArgumentException("no target named " + target);
    return takes;
  }
}
