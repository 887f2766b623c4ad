package dev.leeway.retraining;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * What has been asked for, so that a flapping model does not train day and night. Rebuilt from the
 * outbox, in which every request is written down before it is sent. For one thread.
 */
public final class RetrainingLedger {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WEEK = Duration.ofDays(7);

  private final Set<String> ids = new HashSet<>();
  private final Map<Whose, NavigableMap<Instant, Integer>> requests = new HashMap<>();

  private record Whose(String policy, String model) {}

  /**
   * A request that was written down.
   *
   * @param id trigger id
   * @param at event time: end of the window that fired the alert
   */
  public record Entry(String id, String policy, String model, Instant at) {

    public Entry {
      requireNonNull(id, "id");
      requireNonNull(policy, "policy");
      requireNonNull(model, "model");
      requireNonNull(at, "at");
    }
  }

  /** What the ledger says to a new request. */
  public enum Answer {
    ALLOWED,
    /** May be made, but so many were made of late that a person should say so. */
    LOOPING,
    /** The very same request was written down before. */
    DUPLICATE,
    COOLING_DOWN,
    CAPPED
  }

  /** Notes a request; the same one twice counts once. */
  public void add(Entry entry) {
    if (!ids.add(entry.id())) return;
    requests
        .computeIfAbsent(new Whose(entry.policy(), entry.model()), whose -> new TreeMap<>())
        .merge(entry.at(), 1, Integer::sum);
  }

  /** Whether the policy may make the request now, by event time. */
  public Answer ask(RetrainingPolicy policy, Entry wanted) {
    if (ids.contains(wanted.id())) return Answer.DUPLICATE;
    NavigableMap<Instant, Integer> earlier =
        requests.getOrDefault(new Whose(policy.name(), wanted.model()), new TreeMap<>());
    // A window can come late: a request that lies after it in event time holds it back as well.
    Instant coolSince = wanted.at().minus(policy.cooldown());
    if (!policy.cooldown().isZero() && !earlier.tailMap(coolSince, false).isEmpty()) {
      return Answer.COOLING_DOWN;
    }
    if (since(earlier, wanted.at().minus(DAY)) >= policy.dailyCap()) return Answer.CAPPED;
    return since(earlier, wanted.at().minus(WEEK)) >= policy.unattended()
        ? Answer.LOOPING
        : Answer.ALLOWED;
  }

  private static int since(NavigableMap<Instant, Integer> requests, Instant time) {
    return requests.tailMap(time, false).values().stream().mapToInt(Integer::intValue).sum();
  }
}
