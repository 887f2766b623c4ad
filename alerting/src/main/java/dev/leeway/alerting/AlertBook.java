package dev.leeway.alerting;

import dev.leeway.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All alerts, and what one more verdict changes in them: its own alert, and those of older versions
 * of the model. For one thread. It can be rebuilt at any time from the alerts it handed out.
 */
public final class AlertBook {

  private final AlertRules rules;
  private final Map<Family, TreeMap<String, Alert>> families = new HashMap<>();

  /** Versions of a model that can follow each other, as seen in one segment and window length. */
  private record Family(String model, String segment, Cause cause, Duration window) {

    static Family of(AlertKey key) {
      return new Family(key.model().name(), key.segment(), key.cause(), key.window());
    }
  }

  /**
   * @param alerts the last state of every alert, in any order
   */
  public AlertBook(AlertRules rules, Collection<Alert> alerts) {
    this.rules = rules;
    alerts.forEach(this::put);
  }

  /** Every alert, quiet ones included. */
  public List<Alert> alerts() {
    List<Alert> all = new ArrayList<>();
    families.values().forEach(family -> all.addAll(family.values()));
    return all;
  }

  /**
   * What the verdict changes, in order; empty if it is of a kind that raises no alert, outside the
   * rule's scope, or was seen before. Two changes of one alert are possible: it fires and ends at
   * once where a newer version is already well.
   */
  public List<AlertChange> consider(Verdict verdict) {
    AlertRule rule = rules.of(verdict.model().name());
    if (!rule.scope().covers(verdict)) return List.of();
    AlertKey key = AlertKey.of(verdict);
    Optional<Alert> known = find(key);
    Alert before =
        known.orElseGet(() -> Alert.quiet(key, rule.severity(), verdict.window().start()));
    Alert after = before.after(rule, verdict, mayOpen(before, verdict.window().start()));
    List<AlertChange> changes = new ArrayList<>();
    if (known.isEmpty() || !after.equals(before)) {
      put(after);
      changes.add(new AlertChange(before, after, verdict));
    }
    if (!after.trail().recent().equals(before.trail().recent())) {
      changes.addAll(supersede(Family.of(key), verdict));
    }
    return changes;
  }

  /**
   * An alert that ended because a newer version is well stays ended while that version is: in a
   * gradual roll-out both get traffic, and the older one would fire and end with every window. The
   * newer version must have been well in this window or the one before, so that after a roll-back
   * the older one is watched again.
   */
  private boolean mayOpen(Alert alert, Instant start) {
    String successor = alert.trail().successor();
    if (successor.isEmpty()) return true;
    Instant latest = start.minus(alert.key().window());
    return Optional.ofNullable(family(Family.of(alert.key())).get(successor))
        .filter(AlertBook::well)
        .flatMap(newer -> newer.trail().last())
        .filter(seen -> !seen.start().isBefore(latest))
        .isEmpty();
  }

  private List<AlertChange> supersede(Family family, Verdict verdict) {
    List<AlertChange> changes = new ArrayList<>();
    for (Alert older : List.copyOf(family(family).values())) {
      if (!older.firing()) continue;
      family(family).values().stream()
          .filter(newer -> supersedes(newer, older))
          .findFirst()
          .ifPresent(
              newer -> {
                Alert over = older.supersededBy(newer.key().model().version(), verdict);
                put(over);
                changes.add(new AlertChange(older, over, verdict));
              });
    }
    return changes;
  }

  private static boolean supersedes(Alert newer, Alert older) {
    return cameLater(newer, older)
        && well(newer)
        && newer.trail().last().stream()
            .anyMatch(seen -> !seen.start().isBefore(older.lastDrifted()));
  }

  /**
   * Of two versions that were there from the first window on, neither is the newer: they run side
   * by side, and the drift of one is not mended by the other.
   */
  private static boolean cameLater(Alert newer, Alert older) {
    return newer.trail().firstWindow().isAfter(older.trail().firstWindow());
  }

  private static boolean well(Alert alert) {
    return !alert.firing() && alert.trail().last().filter(seen -> !seen.drifted()).isPresent();
  }

  private Optional<Alert> find(AlertKey key) {
    return Optional.ofNullable(family(Family.of(key)).get(key.model().version()));
  }

  private Map<String, Alert> family(Family family) {
    Map<String, Alert> versions = families.get(family);
    return versions == null ? Collections.emptyMap() : versions;
  }

  private void put(Alert alert) {
    families
        .computeIfAbsent(Family.of(alert.key()), family -> new TreeMap<>())
        .put(alert.key().model().version(), alert);
  }
}
