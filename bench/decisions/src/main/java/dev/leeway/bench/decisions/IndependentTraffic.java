package dev.leeway.bench.decisions;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Rows that are independent draws of one law, as are their columns.
 *
 * <p>Counting so many draws in cells is drawing so many cells with the cells' probabilities: the
 * counts have exactly the same distribution, and a draw costs three nanoseconds.
 */
final class IndependentTraffic implements Traffic {

  private final Law law;
  private final SplittableRandom random;
  private final Map<Grid, AliasTable> tables = new HashMap<>();

  IndependentTraffic(Law law, SplittableRandom random) {
    this.law = law;
    this.random = random;
  }

  @Override
  public Window next(int rows) {
    return new Drawn(rows);
  }

  /** So many values of the law. */
  static double[] sample(Law law, int rows, SplittableRandom random) {
    double[] values = new double[rows];
    for (int i = 0; i < rows; i++) {
      values[i] = law.draw(random);
    }
    return values;
  }

  private final class Drawn implements Window {

    private final int rows;

    Drawn(int rows) {
      this.rows = rows;
    }

    @Override
    public int rows() {
      return rows;
    }

    @Override
    public double[] values(int column) {
      return sample(law, rows, random);
    }

    @Override
    public long[] counts(int column, Grid grid) {
      AliasTable table = tables.computeIfAbsent(grid, asked -> new AliasTable(asked.shares(law)));
      long[] counts = new long[grid.cells()];
      for (int i = 0; i < rows; i++) {
        counts[table.draw(random)]++;
      }
      return counts;
    }
  }
}
