package dev.leeway.joint;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Rows of columns that go together in known ways, and what is counted of them. */
final class Populations {

  private final Random random;

  Populations(long seed) {
    random = new Random(seed);
  }

  /** Standard normal columns of which the first two are correlated. */
  Supplier<double[]> correlated(int columns, double correlation) {
    return () -> {
      double[] row = random.doubles(columns).map(any -> random.nextGaussian()).toArray();
      row[1] = correlation * row[0] + Math.sqrt(1 - correlation * correlation) * row[1];
      return row;
    };
  }

  /**
   * Two columns on a cross whose beams lie along the axes turned by the given angle, in radians.
   * Turned by an eighth of a full turn their correlation is 0 as before.
   */
  Supplier<double[]> cross(double angle) {
    return () -> {
      double along = 1.4 * random.nextGaussian();
      double across = 0.2 * random.nextGaussian();
      boolean first = random.nextBoolean();
      double x = first ? along : across;
      double y = first ? across : along;
      return new double[] {
        Math.cos(angle) * x - Math.sin(angle) * y, Math.sin(angle) * x + Math.cos(angle) * y
      };
    };
  }

  /** Skewed columns that share a factor. */
  Supplier<double[]> logNormal(int columns) {
    return () -> {
      double shared = random.nextGaussian();
      return random
          .doubles(columns)
          .map(any -> Math.exp(0.5 * shared + random.nextGaussian()))
          .toArray();
    };
  }

  static List<double[]> rows(Supplier<double[]> population, int rows) {
    List<double[]> all = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      all.add(population.get());
    }
    return all;
  }

  static JointTransform fit(List<double[]> rows) {
    List<JointFit.Column> columns = new ArrayList<>();
    for (int i = 0; i < rows.get(0).length; i++) {
      columns.add(new JointFit.Column(i, 0));
    }
    return JointFit.fit(columns, rows).orElseThrow();
  }

  static JointProfile count(JointTransform transform, List<double[]> rows) {
    JointCounter counter = new JointCounter(transform);
    for (double[] row : rows) {
      counter.startRow();
      for (int i = 0; i < row.length; i++) {
        counter.number(i, row[i]);
      }
      counter.endRow();
    }
    return counter.build();
  }
}
