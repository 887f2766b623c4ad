package dev.leeway.detector;

import dev.leeway.profile.PayloadReader;
import dev.leeway.profile.PayloadWriter;

/**
 * Page's test in Hinkley's form, both ways: the values' deviations from their mean, summed up with
 * forgetting, have left their extreme.
 */
public final class PageHinkley implements Detector {

  private final int warmStart;
  private final double tolerance;
  private final double threshold;
  private final double memory;

  private long rows;
  private double mean;
  private double up;
  private double down;
  private double lowest;
  private double highest;

  /** Waits for 30 rows; tolerance 0.005, threshold 50, memory 0.9999. */
  public PageHinkley() {
    this(30, 0.005, 50, 0.9999);
  }

  /**
   * @param warmStart rows up to the first signal
   * @param tolerance deviation that counts as none
   * @param threshold of the summed deviations
   * @param memory what a sum keeps of itself at each value, in (0, 1]
   */
  public PageHinkley(int warmStart, double tolerance, double threshold, double memory) {
    this.warmStart = warmStart;
    this.tolerance = tolerance;
    this.threshold = threshold;
    this.memory = memory;
    begin();
  }

  @Override
  public Signal update(double value) {
    if (!Double.isFinite(value)) throw new IllegalArgumentException("not finite: " + value);
    rows++;
    mean += (value - mean) / rows;
    double deviation = value - mean;
    up = memory * up + deviation - tolerance;
    down = memory * down + deviation + tolerance;
    lowest = Math.min(lowest, up);
    highest = Math.max(highest, down);
    boolean moved = up - lowest > threshold || highest - down > threshold;
    if (rows < warmStart || !moved) return Signal.STABLE;
    begin();
    return Signal.DRIFT;
  }

  @Override
  public void writeTo(PayloadWriter out) {
    out.count(rows).number(mean).number(up).number(down).number(lowest).number(highest);
  }

  @Override
  public void readFrom(PayloadReader in) {
    rows = in.count();
    mean = in.number();
    up = in.number();
    down = in.number();
    lowest = in.number();
    highest = in.number();
  }

  private void begin() {
    rows = 0;
    mean = 0;
    up = 0;
    down = 0;
    lowest = Double.POSITIVE_INFINITY;
    // river's -1: what falls at once has not been higher.
    highest = -1;
  }
}
