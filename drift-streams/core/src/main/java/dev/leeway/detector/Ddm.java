package dev.leeway.detector;

import dev.leeway.profile.PayloadReader;
import dev.leeway.profile.PayloadWriter;

/**
 * Drift detection method (Gama et al. 2004): the error rate with its standard deviation has risen
 * above the lowest they were together.
 */
public final class Ddm implements Detector {

  private final int warmStart;
  private final double warning;
  private final double drift;

  private long rows;
  private double rate;
  private double lowestRate;
  private double lowestDeviation;
  private double lowest;

  /** Waits for 30 rows, warns at 2 standard deviations and tells at 3. */
  public Ddm() {
    this(30, 2, 3);
  }

  /**
   * @param warmStart rows before the first signal
   * @param warning standard deviations above the lowest at which it warns
   * @param drift and at which it tells of a drift
   */
  public Ddm(int warmStart, double warning, double drift) {
    this.warmStart = warmStart;
    this.warning = warning;
    this.drift = drift;
    begin();
  }

  @Override
  public Signal update(double value) {
    if (value != 0 && value != 1) throw new IllegalArgumentException("neither 0 nor 1: " + value);
    rows++;
    rate += (value - rate) / rows;
    double deviation = Math.sqrt(rate * (1 - rate) / rows);
    if (rows <= warmStart) return Signal.STABLE;
    double level = rate + deviation;
    if (level <= lowest) {
      lowestRate = rate;
      lowestDeviation = deviation;
      lowest = level;
    }
    if (level > lowestRate + drift * lowestDeviation) {
      begin();
      return Signal.DRIFT;
    }
    return level > lowestRate + warning * lowestDeviation ? Signal.WARNING : Signal.STABLE;
  }

  @Override
  public void writeTo(PayloadWriter out) {
    out.count(rows).number(rate).number(lowestRate).number(lowestDeviation).number(lowest);
  }

  @Override
  public void readFrom(PayloadReader in) {
    rows = in.count();
    rate = in.number();
    lowestRate = in.number();
    lowestDeviation = in.number();
    lowest = in.number();
  }

  private void begin() {
    rows = 0;
    rate = 0;
    lowestRate = 0;
    lowestDeviation = 0;
    lowest = Double.POSITIVE_INFINITY;
  }
}
