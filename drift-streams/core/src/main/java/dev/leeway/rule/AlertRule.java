package dev.leeway.rule;

import static java.util.Objects.requireNonNull;

import dev.leeway.event.Names;
import dev.leeway.verdict.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * When something becomes an alert, when it ends, and who is spared of it when.
 *
 * @param name one for each rule of a model; part of the alert's fingerprint
 * @param threshold where {@code on} is a number; empty where the verdict's state decides
 * @param repeat after how long it is told again while it fires, in event time; empty for never
 * @param inhibits causes that are not told of while this rule's alert is open: what follows from it
 */
public record AlertRule(
    String name,
    Subject on,
    Severity severity,
    Optional<Threshold> threshold,
    Persistence persistence,
    Demands demands,
    AlertScope scope,
    QuietTimes quiet,
    Optional<Duration> repeat,
    Set<Cause> inhibits) {

  /**
   * @throws IllegalArgumentException if the name is none, a level is missing or has nothing to
   *     judge, label coverage is asked of what has no labels, a repeat interval is not positive, or
   *     the rule would inhibit itself
   */
  public AlertRule {
    requireNonNull(on, "on");
    requireNonNull(severity, "severity");
    requireNonNull(persistence, "persistence");
    requireNonNull(demands, "demands");
    requireNonNull(scope, "scope");
    requireNonNull(quiet, "quiet");
    inhibits = Set.copyOf(inhibits);
    if (!Names.isName(name)) {
      throw new IllegalArgumentException("name: letters, digits and _ . - / only");
    }
    if (on.isMeasured() && threshold.isEmpty()) {
      throw new IllegalArgumentException("open: " + on + " is a number and needs a level");
    }
    if (!on.isMeasured() && threshold.isPresent()) {
      throw new IllegalArgumentException(
          "open: " + on + " has no number; name one, as in " + on + ".MEASURE");
    }
    if (!scope.columns().isEmpty() && !on.cause().isDrift() && on.cause() != Cause.QUALITY) {
      throw new IllegalArgumentException("columns: " + on + " is not on columns");
    }
    if (demands.minCoverage() > 0 && on.cause() != Cause.PERFORMANCE) {
      throw new IllegalArgumentException("minCoverage: " + on + " has no labels");
    }
    if (repeat.isPresent() && (repeat.get().isNegative() || repeat.get().isZero())) {
      throw new IllegalArgumentException("repeat: " + repeat.get());
    }
    if (inhibits.contains(on.cause())) {
      throw new IllegalArgumentException("inhibits: its own cause, " + on.cause().key());
    }
  }

  /** A warning at the first bad window of the cause, over at the first good one. */
  public static AlertRule of(Cause cause) {
    return of(cause.key(), Subject.of(cause), Optional.empty());
  }

  /** The same on a number. */
  public static AlertRule of(String name, Subject on, Threshold threshold) {
    return of(name, on, Optional.of(threshold));
  }

  private static AlertRule of(String name, Subject on, Optional<Threshold> threshold) {
    return new AlertRule(
        name,
        on,
        Severity.WARNING,
        threshold,
        Persistence.NONE,
        Demands.NONE,
        AlertScope.ALL,
        QuietTimes.NONE,
        Optional.empty(),
        Set.of());
  }

  /** The same rule for another scope. */
  public AlertRule within(AlertScope other) {
    return with(new Changes(severity, persistence, demands, other, quiet, repeat));
  }

  /** The same rule with another severity and patience. */
  public AlertRule with(Severity other, Persistence patience) {
    return with(new Changes(other, patience, demands, scope, quiet, repeat));
  }

  /** The same rule that demands something of windows. */
  public AlertRule demanding(Demands other) {
    return with(new Changes(severity, persistence, other, scope, quiet, repeat));
  }

  /** The same rule with times when nobody is told. */
  public AlertRule quietAt(QuietTimes times) {
    return with(new Changes(severity, persistence, demands, scope, times, repeat));
  }

  /** The same rule, told again after so long. */
  public AlertRule every(Duration interval) {
    Optional<Duration> again = Optional.of(interval);
    return with(new Changes(severity, persistence, demands, scope, quiet, again));
  }

  private record Changes(
      Severity severity,
      Persistence persistence,
      Demands demands,
      AlertScope scope,
      QuietTimes quiet,
      Optional<Duration> repeat) {}

  private AlertRule with(Changes to) {
    return new AlertRule(
        name,
        on,
        to.severity,
        threshold,
        to.persistence,
        to.demands,
        to.scope,
        to.quiet,
        to.repeat,
        inhibits);
  }

  /** The same rule by another name, from which other things follow. */
  public AlertRule named(String other, Set<Cause> inhibited) {
    return new AlertRule(
        other, on, severity, threshold, persistence, demands, scope, quiet, repeat, inhibited);
  }

  /** Whether the verdict is one that the rule is on. */
  public boolean covers(Verdict verdict) {
    return verdict.kind() == on.cause().kind()
        && scope.covers(verdict.segment(), verdict.window().length());
  }

  /** What a verdict that it covers says to it. */
  public Level judge(Verdict verdict) {
    return new Judgement(this, verdict).level();
  }
}
