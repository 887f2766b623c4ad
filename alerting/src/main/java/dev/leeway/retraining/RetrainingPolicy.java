package dev.leeway.retraining;

import static java.util.Objects.requireNonNull;

import dev.leeway.alerting.Alert;
import dev.leeway.event.Names;
import dev.leeway.rule.Cause;
import dev.leeway.rule.Severity;
import java.time.Duration;
import java.util.Set;

/**
 * Which alerts ask which pipeline for a new model, and how often at most.
 *
 * @param target name of the target that is asked
 * @param models empty for all
 * @param atLeast alerts below this severity ask for nothing
 * @param cooldown event time from one request for a model to the next; default 24 h
 * @param dailyCap most requests for a model within 24 h of event time; default 3
 * @param start whether a request goes out by itself
 * @param unattended most requests for a model within 7 days of event time that go out by
 *     themselves; further ones wait for a person, since training does not help; default 3
 */
public record RetrainingPolicy(
    String name,
    String target,
    Set<String> models,
    Severity atLeast,
    Duration cooldown,
    int dailyCap,
    Start start,
    int unattended) {

  /** What becomes of a request that is due. */
  public enum Start {
    /** It is sent. */
    AUTO,
    /** It waits until a person queues it. */
    APPROVAL,
    /** It is written down and never sent, to see what a policy would do. */
    DRY_RUN
  }

  public static final Duration COOLDOWN = Duration.ofHours(24);

  public static final int DAILY_CAP = 3;

  public static final int UNATTENDED = 3;

  /**
   * @throws IllegalArgumentException if the name is none, the cooldown negative or a cap below 1
   */
  public RetrainingPolicy {
    requireNonNull(target, "target");
    requireNonNull(atLeast, "atLeast");
    requireNonNull(start, "start");
    models = Set.copyOf(models);
    if (!Names.isName(name)) throw new IllegalArgumentException("not a policy name: " + name);
    if (cooldown.isNegative()) throw new IllegalArgumentException("cooldown: " + cooldown);
    if (dailyCap < 1) throw new IllegalArgumentException("dailyCap: " + dailyCap);
    if (unattended < 1) throw new IllegalArgumentException("unattended: " + unattended);
  }

  /** For every model and severity, with the default cooldown and cap. */
  public static RetrainingPolicy of(String name, String target) {
    return new RetrainingPolicy(
        name, target, Set.of(), Severity.INFO, COOLDOWN, DAILY_CAP, Start.AUTO, UNATTENDED);
  }

  /**
   * Whether it is this policy's business that the alert fires. No new model mends rows that are
   * missing or wrong, and one trained on them is worse.
   */
  public boolean concerns(Alert alert) {
    Cause cause = alert.key().cause();
    return alert.open()
        && (cause.isDrift() || cause.isPerformance())
        && alert.severity().compareTo(atLeast) >= 0
        && (models.isEmpty() || models.contains(alert.key().model().name()));
  }
}
