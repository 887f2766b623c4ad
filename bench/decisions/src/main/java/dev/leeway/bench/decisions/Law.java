package dev.leeway.bench.decisions;

import java.util.SplittableRandom;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * How the values of a column are distributed. Categories are numbered from 0 on, the most frequent
 * first, and are numbers here.
 */
sealed interface Law {

  /** One value. */
  double draw(SplittableRandom random);

  /** P(value at most x). */
  double upTo(double x);

  /** How many categories there are; 0 for a law of numbers. */
  int categories();

  /** Normal, with the given mean and standard deviation. */
  record Normal(double mean, double deviation) implements Law {

    static final Normal STANDARD = new Normal(0, 1);

    private static final double ROOT_2 = Math.sqrt(2);

    @Override
    public double draw(SplittableRandom random) {
      return mean + deviation * random.nextGaussian();
    }

    @Override
    public double upTo(double x) {
      return Erfc.value((mean - x) / deviation / ROOT_2) / 2;
    }

    @Override
    public int categories() {
      return 0;
    }
  }

  /** The exponential of a number that has the given normal law. */
  record LogNormal(Normal logarithm) implements Law {

    @Override
    public double draw(SplittableRandom random) {
      return Math.exp(logarithm.draw(random));
    }

    @Override
    public double upTo(double x) {
      return x <= 0 ? 0 : logarithm.upTo(Math.log(x));
    }

    @Override
    public int categories() {
      return 0;
    }
  }

  /** Categories whose frequencies fall like 1/rank, with a share of rows in one that is new. */
  final class Zipf implements Law {

    private final int categories;
    private final double[] shares;
    private final AliasTable table;

    /**
     * @param categories known categories; a new one has this number
     * @param newShare share of rows in the new category, in [0, 1)
     */
    Zipf(int categories, double newShare) {
      this.categories = categories;
      shares = new double[categories + 1];
      double sum = 0;
      for (int i = 0; i < categories; i++) {
        sum += 1.0 / (i + 1);
      }
      for (int i = 0; i < categories; i++) {
        shares[i] = (1 - newShare) / (i + 1) / sum;
      }
      shares[categories] = newShare;
      table = new AliasTable(shares);
    }

    @Override
    public double draw(SplittableRandom random) {
      return table.draw(random);
    }

    @Override
    public double upTo(double x) {
      double sum = 0;
      for (int i = 0; i < shares.length && i <= x; i++) {
        sum += shares[i];
      }
      return sum;
    }

    @Override
    public int categories() {
      return categories;
    }
  }
}
