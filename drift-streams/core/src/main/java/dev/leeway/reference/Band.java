package dev.leeway.reference;

/**
 * How far parts of the reference are from the whole by one measure: what a value of that measure
 * looks like where nothing has drifted.
 *
 * @param mean of the chunks' values
 * @param deviation their population standard deviation
 * @param chunks how many there were
 */
public record Band(double mean, double deviation, int chunks) {

  /**
   * @throws IllegalArgumentException if a number is not finite, or there is no chunk
   */
  public Band {
    if (!Double.isFinite(mean) || !Double.isFinite(deviation) || deviation < 0 || chunks < 1) {
      throw new IllegalArgumentException(
          "band of mean " + mean + ", deviation " + deviation + ", chunks " + chunks);
    }
  }

  /**
   * The band of the given values, summed in their order.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Band of(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double furthest = 0;
    for (double value : values) {
      furthest = Math.max(furthest, Math.abs(value - mean));
    }
    if (furthest == 0) return new Band(mean, 0, values.length);
    // In units of the furthest value: squares of numbers near the end of the doubles overflow.
    double squares = 0;
    for (double value : values) {
      double distance = (value - mean) / furthest;
      squares += distance * distance / values.length;
    }
    return new Band(mean, furthest * Math.sqrt(squares), values.length);
  }

  /** The end of the band that so many deviations reach above the mean. */
  public double upper(double deviations) {
    return mean + deviations * deviation;
  }

  /** The end of the band that so many deviations reach below the mean. */
  public double lower(double deviations) {
    return mean - deviations * deviation;
  }
}
