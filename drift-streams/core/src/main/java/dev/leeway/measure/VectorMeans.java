package dev.leeway.measure;

import static java.util.Objects.requireNonNull;

import dev.leeway.profile.ColumnKind;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.NumericProfile;
import dev.leeway.profile.VectorGrid;
import dev.leeway.profile.VectorSums;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The vectors of a reference and a window, of which sums are known.
 *
 * @param unit what 1 in the sums stands for
 * @param longest length that no vector of either exceeds, in the vectors' own unit
 */
record VectorMeans(VectorSums reference, VectorSums current, double unit, double longest) {

  VectorMeans {
    requireNonNull(reference, "reference");
    requireNonNull(current, "current");
  }

  /** Empty where the column is none of vectors, or either side has no vectors. */
  static Optional<VectorMeans> of(
      ColumnLayout.Numeric layout, NumericProfile reference, NumericProfile current) {
    if (layout.kind() != ColumnKind.EMBEDDING || !(layout.frozen() instanceof VectorGrid grid)) {
      return Optional.empty();
    }
    VectorSums before = reference.vectors();
    VectorSums now = current.vectors();
    if (before.rows() == 0 || now.rows() == 0) return Optional.empty();
    double longest = Math.max(reference.max(), current.max());
    return Optional.of(new VectorMeans(before, now, grid.unit(), longest));
  }

  /**
   * Euclidean distance of the two means, in the unit of the components, less what samples of these
   * sizes are apart on average without drift: sqrt(max(0, |x - y|^2 - s_x^2 / n - s_y^2 / m)), s^2
   * the population variance summed over components.
   *
   * <p>The error is what rounding components to the grid's unit may have done: a row's vector is
   * off by at most h = sqrt(dimension) / 2 units, so the means' distance by 2 h and the root of a
   * summed variance by h. No bound where a component may have been cut off.
   */
  Outcome distance() {
    double squared = reference.squaredDistance(current);
    double value = Math.sqrt(Math.max(0, squared));
    double off = squaredOff(squared);
    double least = Math.sqrt(Math.max(0, squared - off));
    double most = Math.sqrt(Math.max(0, squared + off));
    double error = Math.max(most - value, value - least);
    boolean whole = longest <= VectorGrid.LARGEST * unit;
    return new Outcome(
        value * unit, OptionalDouble.empty(), whole ? error * unit : Double.POSITIVE_INFINITY);
  }

  private double squaredOff(double squared) {
    double h = Math.sqrt(reference.dimension()) / 2;
    double ofReference = summedVariance(reference);
    double ofCurrent = summedVariance(current);
    double n = reference.rows();
    double m = current.rows();
    double apart = Math.sqrt(Math.max(0, squared + ofReference / n + ofCurrent / m));
    return 2 * h * (2 * apart + 2 * h)
        + h * (2 * Math.sqrt(ofReference) + h) / n
        + h * (2 * Math.sqrt(ofCurrent) + h) / m;
  }

  private static double summedVariance(VectorSums vectors) {
    double sum = 0;
    for (int component = 0; component < vectors.dimension(); component++) {
      sum += vectors.variance(component);
    }
    return sum;
  }
}
