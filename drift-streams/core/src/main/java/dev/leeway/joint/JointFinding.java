package dev.leeway.joint;

/** What the comparison of a window's columns together with the reference's found. */
public record JointFinding(Reconstruction reconstruction, Discrepancy discrepancy, Pair pair) {

  /** A shift of one standard deviation moves so large a share of a normal population per unit. */
  private static final double NORMAL_DENSITY = 0.3989422804014327;

  /**
   * The share of rows that moved, as the largest of what the three looks say of it, in [0, 1]. For
   * the mean of errors it is the share of a normal population that such a shift moves past a point.
   */
  public double effect() {
    double shown = Math.max(discrepancy.distance(), pair.moved());
    return Math.min(1, Math.max(reconstruction.moved(), shown));
  }

  /**
   * How far rows lie from the principal components, in standard deviations of the columns.
   *
   * @param mean of the window's rows
   * @param standardError of that mean
   * @param expected the reference's mean
   * @param expectedError standard error of the reference's mean
   * @param deviation the reference's standard deviation of one row
   */
  public record Reconstruction(
      double mean, double standardError, double expected, double expectedError, double deviation) {

    /** How many standard errors the means are apart; 0 where they are equal. */
    public double z() {
      double apart = mean - expected;
      return apart == 0
          ? 0
          : apart / Math.sqrt(standardError * standardError + expectedError * expectedError);
    }

    double moved() {
      double apart = Math.abs(mean - expected);
      if (apart == 0) return 0;
      return Math.min(1, deviation == 0 ? 1 : NORMAL_DENSITY * apart / deviation);
    }
  }

  /**
   * Maximum mean discrepancy: the distance of the mean random Fourier features.
   *
   * @param distance in [0, sqrt 2], what noise alone makes of it taken off in squares
   * @param pValue an upper bound on the chance of at least this distance without drift
   */
  public record Discrepancy(double distance, double pValue) {}

  /**
   * The pair of columns that speaks loudest against the reference.
   *
   * @param first place of a column in the layout
   * @param second place of the other
   * @param expected share of the reference's rows in which both lie on the same side of their
   *     middle
   * @param share the same in the window
   */
  public record Pair(int first, int second, double expected, double share) {

    /** How much the share changed. */
    public double moved() {
      return Math.abs(share - expected);
    }
  }
}
