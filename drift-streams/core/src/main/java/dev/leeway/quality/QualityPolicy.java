package dev.leeway.quality;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What must hold of every window of a model.
 *
 * @param minRows shares of fewer rows are not judged: one odd row would be too many; default 30
 */
public record QualityPolicy(List<Constraint> constraints, long minRows) {

  public static final long DEFAULT_MIN_ROWS = 30;

  /** Nothing must hold. */
  public static final QualityPolicy NONE = new QualityPolicy(List.of(), DEFAULT_MIN_ROWS);

  /**
   * @throws IllegalArgumentException if minRows is below 1 or a column has a constraint twice
   */
  public QualityPolicy {
    constraints = List.copyOf(constraints);
    if (minRows < 1) throw new IllegalArgumentException("minRows: " + minRows);
    Set<String> seen = new HashSet<>();
    for (Constraint constraint : constraints) {
      String name = constraint.kind().key() + " " + constraint.column();
      if (!seen.add(name))
        throw new IllegalArgumentException("a constraint twice: " + name.strip());
    }
  }

  /**
   * How long a model may be silent before a constraint fails: the limit of freshness, or no time at
   * all where only the number of rows has a lower limit. Empty if silence breaks no constraint.
   */
  public Optional<Duration> longestSilence() {
    Optional<Duration> longest = Optional.empty();
    for (Constraint constraint : constraints) {
      if (constraint instanceof Freshness freshness) return Optional.of(freshness.atMost());
      boolean asksForRows =
          constraint instanceof RowVolume volume && volume.atLeast().orElse(0) > 0;
      if (asksForRows) longest = Optional.of(Duration.ZERO);
    }
    return longest;
  }

  /** The patterns that rows must be counted with, by column, for them to be judged. */
  public Map<String, Pattern> patterns() {
    Map<String, Pattern> patterns = new HashMap<>();
    for (Constraint constraint : constraints) {
      if (constraint instanceof ValuePattern value) patterns.put(value.column(), value.pattern());
    }
    return patterns;
  }

  public boolean isEmpty() {
    return constraints.isEmpty();
  }
}
