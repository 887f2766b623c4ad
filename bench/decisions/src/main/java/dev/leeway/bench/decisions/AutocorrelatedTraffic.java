package dev.leeway.bench.decisions;

import java.util.SplittableRandom;

/**
 * Standard normal values of which each remembers the one before: x_t = rho x_(t-1) + sqrt(1 -
 * rho^2) e_t, an AR(1) process that starts in its stationary state. Columns are independent.
 */
final class AutocorrelatedTraffic implements Traffic {

  private final double rho;
  private final double innovation;
  private final double[] last;
  private final SplittableRandom random;

  /**
   * @param rho correlation of neighbouring rows, in (-1, 1)
   */
  AutocorrelatedTraffic(double rho, int columns, SplittableRandom random) {
    this.rho = rho;
    this.random = random;
    innovation = Math.sqrt(1 - rho * rho);
    last = new double[columns];
    for (int column = 0; column < columns; column++) {
      last[column] = random.nextGaussian();
    }
  }

  @Override
  public Window next(int rows) {
    return new Listed(rows);
  }

  private double[] continued(int column, int rows) {
    double[] values = new double[rows];
    double value = last[column];
    for (int i = 0; i < rows; i++) {
      value = rho * value + innovation * random.nextGaussian();
      values[i] = value;
    }
    last[column] = value;
    return values;
  }

  private final class Listed implements Window {

    private final int rows;

    Listed(int rows) {
      this.rows = rows;
    }

    @Override
    public int rows() {
      return rows;
    }

    @Override
    public double[] values(int column) {
      return continued(column, rows);
    }

    @Override
    public long[] counts(int column, Grid grid) {
      return grid.count(continued(column, rows));
    }
  }
}
