package dev.leeway.profile;

import java.util.Arrays;

/**
 * How the vectors of a column are summed: how many components they have, the unit that components
 * are rounded to, and the direction of the reference's mean. Immutable.
 */
public final class VectorGrid implements Frozen {

  /** Most components that are summed; longer vectors are counted by their norm only. */
  public static final int MOST = 4_096;

  /** Units at which a component is cut off. */
  public static final double LARGEST = 1L << 19;

  /** Units that the largest component of the reference has, as a power of two. */
  private static final int UNITS = 15;

  /** A unit is a normal number, and so is its inverse. */
  private static final int LARGEST_EXPONENT = 1_000;

  private final int exponent;
  private final double[] direction;

  /**
   * @param exponent the unit is 2 to the power of it
   * @param direction of length 1, or 0 where the mean has no direction; as many components as the
   *     vectors have
   * @throws IllegalArgumentException if the exponent is beyond 1,000, or there are no or too many
   *     components, or one is not within [-1, 1]
   */
  public VectorGrid(int exponent, double[] direction) {
    this.exponent = exponent;
    this.direction = direction.clone();
    if (Math.abs(exponent) > LARGEST_EXPONENT) {
      throw new IllegalArgumentException("exponent " + exponent);
    }
    if (direction.length < 1 || direction.length > MOST) {
      throw new IllegalArgumentException(direction.length + " components");
    }
    for (double component : direction) {
      // Not a number is not within either.
      if (!(Math.abs(component) <= 1)) throw new IllegalArgumentException("no direction");
    }
  }

  /**
   * The grid of a reference's vectors.
   *
   * @param sums sums of the components
   * @param largest largest magnitude of any component
   */
  public static VectorGrid of(double[] sums, double largest) {
    int exponent = largest > 0 ? Math.getExponent(largest) + 1 - UNITS : -UNITS;
    double scale = Arrays.stream(sums).map(Math::abs).max().orElse(0);
    double[] direction = new double[sums.length];
    if (scale > 0 && Double.isFinite(scale)) {
      double squares = Arrays.stream(sums).map(sum -> sum / scale * (sum / scale)).sum();
      double norm = Math.sqrt(squares);
      Arrays.setAll(direction, i -> sums[i] / scale / norm);
    }
    int bounded = Math.max(-LARGEST_EXPONENT, Math.min(LARGEST_EXPONENT, exponent));
    return new VectorGrid(bounded, direction);
  }

  public int dimension() {
    return direction.length;
  }

  /** What 1 in a {@link VectorSums} stands for. */
  public double unit() {
    return Math.scalb(1.0, exponent);
  }

  int exponent() {
    return exponent;
  }

  double direction(int component) {
    return direction[component];
  }

  /** A component in units. */
  long units(double component) {
    double units = Math.scalb(component, -exponent);
    return (long) Math.rint(Math.max(-LARGEST, Math.min(LARGEST, units)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VectorGrid that
        && exponent == that.exponent
        && Arrays.equals(direction, that.direction);
  }

  @Override
  public int hashCode() {
    return 31 * exponent + Arrays.hashCode(direction);
  }

  @Override
  public String toString() {
    return "VectorGrid of " + direction.length + " components";
  }
}
