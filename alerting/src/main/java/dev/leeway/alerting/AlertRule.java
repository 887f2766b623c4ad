package dev.leeway.alerting;

import static java.util.Objects.requireNonNull;

import dev.leeway.alerting.Trail.Seen;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When drift becomes an alert, and when it ends. Windows that are UNKNOWN count for neither: no
 * data is not good data, and not bad data.
 *
 * @param opensAfter how many of the last {@code outOf} windows must have drifted, the newest among
 *     them; default 1
 * @param outOf default 1
 * @param resolvesAfter how many windows in a row must be good; default 1
 */
public record AlertRule(
    Severity severity, int opensAfter, int outOf, int resolvesAfter, AlertScope scope) {

  /** Most windows a rule may look back; the alert's record carries them. */
  public static final int LONGEST_MEMORY = 1_000;

  /** A warning at the first window that drifted, over at the first that did not. */
  public static final AlertRule DEFAULT = new AlertRule(Severity.WARNING, 1, 1, 1, AlertScope.ALL);

  /**
   * @throws IllegalArgumentException if a count is below 1, above {@value #LONGEST_MEMORY}, or more
   *     windows are needed than are looked at
   */
  public AlertRule {
    requireNonNull(severity, "severity");
    requireNonNull(scope, "scope");
    if (opensAfter < 1) throw new IllegalArgumentException("opensAfter: " + opensAfter);
    if (outOf < opensAfter || outOf > LONGEST_MEMORY) {
      throw new IllegalArgumentException("outOf: " + outOf + ", opensAfter: " + opensAfter);
    }
    if (resolvesAfter < 1 || resolvesAfter > LONGEST_MEMORY) {
      throw new IllegalArgumentException("resolvesAfter: " + resolvesAfter);
    }
  }

  /** The same rule for another scope. */
  public AlertRule within(AlertScope other) {
    return new AlertRule(severity, opensAfter, outOf, resolvesAfter, other);
  }

  /** How many windows back the rule looks. */
  int memory() {
    return Math.max(outOf, resolvesAfter);
  }

  boolean opens(Trail trail) {
    List<Seen> last = trail.last(outOf);
    return trail.endsDrifted() && last.stream().filter(Seen::drifted).count() >= opensAfter;
  }

  boolean resolves(Trail trail) {
    List<Seen> last = trail.last(resolvesAfter);
    return last.size() == resolvesAfter && last.stream().noneMatch(Seen::drifted);
  }

  /** Start of the oldest drifted window among those that count for opening. */
  Optional<Instant> driftingSince(Trail trail) {
    return trail.last(outOf).stream().filter(Seen::drifted).map(Seen::start).findFirst();
  }
}
