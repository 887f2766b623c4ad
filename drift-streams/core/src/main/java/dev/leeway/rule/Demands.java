package dev.leeway.rule;

/**
 * What a window must have to say anything to a rule.
 *
 * @param minRows rows, beside those that the monitor asks for anyway; 0 for no more
 * @param minCoverage share of the predictions whose label has come, in [0, 1]
 */
public record Demands(long minRows, double minCoverage) {

  /** What the monitor asks for will do. */
  public static final Demands NONE = new Demands(0, 0);

  /**
   * @throws IllegalArgumentException if a demand is negative, or a coverage above 1
   */
  public Demands {
    if (minRows < 0) throw new IllegalArgumentException("minRows: " + minRows);
    if (!(minCoverage >= 0 && minCoverage <= 1)) {
      throw new IllegalArgumentException("minCoverage: " + minCoverage + " is not a share");
    }
  }
}
