package dev.leeway.labels;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What one record did.
 *
 * @param state what is to be remembered now
 * @param contributions what to count and to take back
 * @param fates by how much each counter changes; negative where an earlier prediction of the same
 *     id made of one label's fate another
 */
public record Step(JoinState state, List<Contribution> contributions, Map<Fate, Long> fates) {

  public Step {
    requireNonNull(state, "state");
    contributions = List.copyOf(contributions);
    fates = Map.copyOf(fates);
  }

  /** No outcome, but a fate. */
  static Step of(JoinState state, Fate fate, long number) {
    return new Step(state, List.of(), Map.of()).and(fate, number);
  }

  /** The same with more of a fate. */
  Step and(Fate fate, long number) {
    if (number == 0) return this;
    Map<Fate, Long> more = new EnumMap<>(Fate.class);
    more.putAll(fates);
    more.merge(fate, number, Long::sum);
    return new Step(state, contributions, more);
  }
}
