package dev.leeway.quality;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

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

  public boolean isEmpty() {
    return constraints.isEmpty();
  }
}
