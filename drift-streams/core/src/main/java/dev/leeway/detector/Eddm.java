package dev.leeway.detector;

import dev.leeway.profile.PayloadReader;
import dev.leeway.profile.PayloadWriter;

/**
 * Early drift detection method (Baena-Garcia et al. 2006): the distances between errors have become
 * shorter than they were at their longest.
 */
public final class Eddm implements Detector {

  private final int warmStart;
  private final double warning;
  private final double drift;

  private long rows;
  private long errors;
  private long lastError;
  private double mean;
  private double squares;
  private double longest;
  private boolean warned;

  /** Waits for 30 rows and errors, warns below 0.95 of the longest and tells below 0.9. */
  public Eddm() {
    this(30, 0.95, 0.9);
  }

  /**
   * @param warmStart rows, and errors, before the first signal
   * @param warning share of the longest distance below which it warns
   * @param drift and below which it tells of a drift
   */
  public Eddm(int warmStart, double warning, double drift) {
    if (warning < drift) throw new IllegalArgumentException("warns below " + warning);
    this.warmStart = warmStart;
    this.warning = warning;
    this.drift = drift;
    begin();
  }

  @Override
  public Signal update(double value) {
    if (value != 0 && value != 1) throw new IllegalArgumentException("neither 0 nor 1: " + value);
    rows++;
    if (value == 1) {
      if (isShorter()) {
        begin();
        return Signal.DRIFT;
      }
      lastError = rows;
    }
    return warned ? Signal.WARNING : Signal.STABLE;
  }

  /** Takes an error; whether distances are short enough for a drift. */
  private boolean isShorter() {
    errors++;
    double distance = (double) (rows - lastError);
    double before = mean;
    mean += (distance - mean) / errors;
    squares += (distance - before) * (distance - mean);
    if (rows <= warmStart) return false;
    double variance = errors > 1 ? squares / (errors - 1) : 0;
    double length = mean + 2 * Math.sqrt(variance);
    if (length > longest) {
      longest = length;
      return false;
    }
    if (errors <= warmStart) return false;
    double level = length / longest;
    if (level < drift) return true;
    warned = level < warning;
    return false;
  }

  @Override
  public void writeTo(PayloadWriter out) {
    out.count(rows)
        .count(errors)
        .count(lastError)
        .number(mean)
        .number(squares)
        .number(longest)
        .count(warned ? 1 : 0);
  }

  @Override
  public void readFrom(PayloadReader in) {
    rows = in.count();
    errors = in.count();
    lastError = in.count();
    mean = in.number();
    squares = in.number();
    longest = in.number();
    warned = in.count() != 0;
  }

  private void begin() {
    rows = 0;
    errors = 0;
    lastError = 0;
    mean = 0;
    squares = 0;
    longest = -1;
    warned = false;
  }
}
