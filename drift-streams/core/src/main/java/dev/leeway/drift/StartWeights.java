package dev.leeway.drift;

/**
 * What choosing where the evidence starts costs. The process is a bet with one unit: half of it is
 * placed at once, the rest little by little at the later spans of the horizon, in harmonic shares
 * so that an early drift costs least. Past the horizon a new unit is staked, and the promise counts
 * anew.
 */
final class StartWeights {

  private final int horizon;
  private final double harmonic;

  /**
   * @param horizon spans that one unit lasts for, at least 1
   */
  StartWeights(int horizon) {
    this.horizon = horizon;
    double sum = 0;
    for (int index = 1; index < horizon; index++) {
      sum += 1.0 / index;
    }
    harmonic = sum;
  }

  /** The share placed at a start, in (0, 1/2]. */
  double of(long index) {
    long place = index % horizon;
    return place == 0 ? 0.5 : 0.5 / (place * harmonic);
  }

  /** Its decimal logarithm. */
  double log10(long index) {
    return StrictMath.log10(of(index));
  }
}
