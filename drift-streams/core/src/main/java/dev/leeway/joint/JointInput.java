package dev.leeway.joint;

import java.util.List;

/**
 * How one column becomes one standardised number: mean 0 and population standard deviation 1 over
 * the rows the transform was fitted on, and never beyond {@link #LARGEST}.
 */
sealed interface JointInput {

  /** Farther from the mean than so many standard deviations is all the same. */
  double LARGEST = 1_000;

  /** Place of the column in the layout. */
  int column();

  /** What stands for a value that is missing or of no use. */
  double missing();

  /** Cuts the numbers into two sides, as even as the values allow: at most this, and above. */
  double split();

  /** A number, less its mean, in standard deviations; missing is the mean. */
  record Amount(int column, double mean, double deviation, double split) implements JointInput {

    public Amount {
      if (!Double.isFinite(mean) || !(deviation > 0) || !Double.isFinite(deviation)) {
        throw new IllegalArgumentException("mean " + mean + ", deviation " + deviation);
      }
    }

    @Override
    public double missing() {
      return 0;
    }

    double of(double value) {
      if (!Double.isFinite(value)) return missing();
      return Math.max(-LARGEST, Math.min(LARGEST, (value - mean) / deviation));
    }
  }

  /**
   * A category, by how frequent it is in the reference, standardised.
   *
   * @param codes by the category's place in the layout
   * @param unseen for categories that the layout does not name
   * @param missing that of the most frequent category
   */
  record Category(int column, List<Double> codes, double unseen, double missing, double split)
      implements JointInput {

    public Category {
      codes = List.copyOf(codes);
    }

    double of(int category) {
      return category < 0 || category >= codes.size() ? unseen : codes.get(category);
    }
  }
}
