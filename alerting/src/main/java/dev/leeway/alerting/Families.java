package dev.leeway.alerting;

import dev.leeway.rule.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All alerts, and how those of different versions of a model bear on each other. */
final class Families {

  private static final Comparator<AlertKey> ORDER =
      Comparator.comparing(AlertKey::model)
          .thenComparing(AlertKey::segment)
          .thenComparing(AlertKey::rule)
          .thenComparing(AlertKey::window)
          .thenComparing(AlertKey::cause);

  private final Map<Family, TreeMap<String, Alert>> families = new HashMap<>();
  private final TreeMap<String, TreeMap<AlertKey, Alert>> open = new TreeMap<>();

  /** Versions of a model that can follow each other, as seen in one segment and window length. */
  private record Family(String model, String segment, String rule, Duration window) {

    static Family of(AlertKey key) {
      return new Family(key.model().name(), key.segment(), key.rule(), key.window());
    }
  }

  List<Alert> all() {
    List<Alert> all = new ArrayList<>();
    families.values().forEach(family -> all.addAll(family.values()));
    return all;
  }

  /** The open ones, in an order that a restart does not change. */
  List<Alert> open() {
    return open.values().stream().flatMap(alerts -> alerts.values().stream()).toList();
  }

  /** The open ones of a model, in an order that a restart does not change. */
  List<Alert> open(String model) {
    TreeMap<AlertKey, Alert> alerts = open.get(model);
    return alerts == null ? List.of() : List.copyOf(alerts.values());
  }

  Optional<Alert> find(AlertKey key) {
    return Optional.ofNullable(family(key).get(key.model().version()));
  }

  void put(Alert alert) {
    AlertKey key = alert.key();
    families
        .computeIfAbsent(Family.of(key), family -> new TreeMap<>())
        .put(key.model().version(), alert);
    String model = key.model().name();
    if (alert.open()) {
      open.computeIfAbsent(model, name -> new TreeMap<>(ORDER)).put(key, alert);
    } else if (open.containsKey(model)) {
      open.get(model).remove(key);
      if (open.get(model).isEmpty()) open.remove(model);
    }
  }

  /**
   * An alert that ended because a newer version is well stays ended while that version is: in a
   * gradual roll-out both get traffic, and the older one would fire and end with every window. The
   * newer version must have been well in this window or the one before, so that after a roll-back
   * the older one is watched again. A lack of rows is made up for by any other version.
   */
  boolean mayOpen(Alert alert, Instant start) {
    Instant latest = start.minus(alert.key().window());
    String successor = alert.trail().successor();
    return family(alert.key()).values().stream()
        .filter(
            other ->
                alert.key().cause() == Cause.NO_DATA
                    ? !other.key().equals(alert.key())
                    : other.key().model().version().equals(successor))
        .filter(Families::well)
        .flatMap(other -> other.trail().last().stream())
        .noneMatch(seen -> !seen.start().isBefore(latest));
  }

  /** The alerts of every version that there can be a newer one of, the alert's own included. */
  List<Alert> versions(AlertKey key) {
    return List.copyOf(family(key).values());
  }

  /** The version that is well, so that an open alert is over; empty if there is none. */
  Optional<String> successor(Alert older) {
    return family(older.key()).values().stream()
        .filter(newer -> supersedes(newer, older))
        .findFirst()
        .map(newer -> newer.key().model().version());
  }

  private static boolean supersedes(Alert newer, Alert older) {
    return cameLater(newer, older)
        && well(newer)
        && newer.trail().last().stream()
            .anyMatch(seen -> !seen.start().isBefore(older.lastNotGood()));
  }

  /**
   * Of two versions that were there from the first window on, neither is the newer: they run side
   * by side, and the drift of one is not mended by the other. But the rows that one lacks may go to
   * any other.
   */
  private static boolean cameLater(Alert newer, Alert older) {
    return older.key().cause() == Cause.NO_DATA
        || newer.trail().firstWindow().isAfter(older.trail().firstWindow());
  }

  private static boolean well(Alert alert) {
    return !alert.open() && alert.trail().endsGood();
  }

  private Map<String, Alert> family(AlertKey key) {
    Map<String, Alert> versions = families.get(Family.of(key));
    return versions == null ? Collections.emptyMap() : versions;
  }
}
