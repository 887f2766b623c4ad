package dev.leeway.rule;

/**
 * How many windows it takes to open an alert and to end it. Windows that say nothing count for
 * neither.
 *
 * @param opensAfter how many of the last {@code outOf} windows must be bad, the newest among them
 * @param resolvesAfter how many windows in a row must be good
 */
public record Persistence(int opensAfter, int outOf, int resolvesAfter) {

  /** Most windows a rule may look back; the alert's record carries them. */
  public static final int LONGEST_MEMORY = 1_000;

  /** The first bad window opens it, the first good one ends it. */
  public static final Persistence NONE = new Persistence(1, 1, 1);

  /**
   * @throws IllegalArgumentException if a count is below 1, above {@value #LONGEST_MEMORY}, or more
   *     windows are needed than are looked at
   */
  public Persistence {
    if (opensAfter < 1) throw new IllegalArgumentException("opensAfter: " + opensAfter);
    if (outOf < 1 || outOf > LONGEST_MEMORY) throw new IllegalArgumentException("outOf: " + outOf);
    if (opensAfter > outOf) {
      throw new IllegalArgumentException(
          "opensAfter: " + opensAfter + " windows of " + outOf + " can never be bad");
    }
    if (resolvesAfter < 1 || resolvesAfter > LONGEST_MEMORY) {
      throw new IllegalArgumentException("resolvesAfter: " + resolvesAfter);
    }
  }

  /** How many windows back a rule looks. */
  public int memory() {
    return Math.max(outOf, resolvesAfter);
  }
}
