package dev.leeway.alerting.engine;

import static java.util.Objects.requireNonNull;

import dev.leeway.alerting.Alert;
import dev.leeway.rule.Severity;
import java.util.Set;

/**
 * Which alerts a target hears of.
 *
 * @param target name of a target
 * @param models empty for all
 * @param atLeast alerts below this severity are not told
 */
public record Route(String target, Set<String> models, Severity atLeast) {

  public Route {
    requireNonNull(target, "target");
    requireNonNull(atLeast, "atLeast");
    models = Set.copyOf(models);
  }

  /** Everything to the given target. */
  public static Route everything(String target) {
    return new Route(target, Set.of(), Severity.INFO);
  }

  boolean takes(Alert alert) {
    return alert.severity().compareTo(atLeast) >= 0
        && (models.isEmpty() || models.contains(alert.key().model().name()));
  }
}
