package dev.leeway.bench.alerts;

import dev.leeway.bench.alerts.Receiver.Told;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What came, beside what should have come.
 *
 * @param transitions that should have come
 * @param lost of them never came
 * @param unexpected messages, by their ids, that tell of none of them, or of one that another id
 *     tells of too
 * @param repeated messages that came again under their ids, which receivers drop
 * @param firstMillis when each that came did so first
 */
public record Tally(
    int transitions,
    Set<Transition> lost,
    Set<String> unexpected,
    int repeated,
    Map<Transition, Long> firstMillis) {

  public Tally {
    lost = Set.copyOf(lost);
    unexpected = Set.copyOf(unexpected);
    firstMillis = Map.copyOf(firstMillis);
  }

  /** Compares; the messages in the order in which they came. */
  public static Tally of(Collection<Transition> expected, List<Told> told) {
    Map<String, Transition> ids = new LinkedHashMap<>();
    Map<Transition, Long> first = new HashMap<>();
    Set<String> unexpected = new HashSet<>();
    int repeated = 0;
    for (Told message : told) {
      Transition known = ids.putIfAbsent(message.id(), message.transition());
      if (known == null) {
        boolean wanted = expected.contains(message.transition());
        Long other = first.putIfAbsent(message.transition(), message.atMillis());
        if (!wanted || other != null) unexpected.add(message.id());
      } else if (known.equals(message.transition())) {
        repeated++;
      } else {
        unexpected.add(message.id());
      }
    }
    Set<Transition> lost = new HashSet<>(expected);
    lost.removeAll(first.keySet());
    return new Tally(expected.size(), lost, unexpected, repeated, first);
  }

  /** Whether everything came, and nothing else. */
  public boolean exact() {
    return lost.isEmpty() && unexpected.isEmpty();
  }
}
