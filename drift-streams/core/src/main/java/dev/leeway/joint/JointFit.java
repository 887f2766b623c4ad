package dev.leeway.joint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Fits a transform to rows. Rows it was fitted to must not be counted into the reference it is
 * compared with: components look better on their own rows than on others. Deterministic: the same
 * rows in the same order give the same transform.
 */
public final class JointFit {

  /** What stands for a value that is missing or of no use. */
  public static final double MISSING = Double.NaN;

  /** What stands for a category that the layout does not name. */
  public static final double NEW_CATEGORY = -1;

  /** Fewest rows a transform is fitted to. */
  public static final int FEWEST_ROWS = 30;

  /** Share of the variance that the kept components carry; NannyML's default. */
  private static final double KEPT_VARIANCE = 0.65;

  private static final int FREQUENCIES = 64;
  private static final long SEED = 17;

  /** Rows between which distances are taken. */
  private static final int DISTANCE_ROWS = 512;

  /** Standard deviations above the mean from which on errors are all the same. */
  private static final double LARGE_ERROR = 6;

  /** Least cap of the error, where the columns determine each other exactly. */
  private static final double LEAST_CAP = 0.01;

  /** Deviation, relative to the mean, that is rounding and no variation. */
  private static final double ROUNDING = 1e-12;

  private final List<JointInput> inputs = new ArrayList<>();

  /** The rows' points, one array per input. */
  private final List<double[]> points = new ArrayList<>();

  private final int rows;

  /**
   * A column to look at.
   *
   * @param place in the layout
   * @param categories how many the layout names; 0 for a column of numbers
   */
  public record Column(int place, int categories) {}

  private JointFit(int rows) {
    this.rows = rows;
  }

  /**
   * The transform; empty where there are fewer than {@link #FEWEST_ROWS} rows, or fewer than two
   * columns that vary. Of more than {@link JointTransform#MOST_COLUMNS} such columns the first are
   * taken.
   *
   * @param rows each with a number per column: the value, the category's place in the layout,
   *     {@link #NEW_CATEGORY} or {@link #MISSING}
   */
  public static Optional<JointTransform> fit(List<Column> columns, List<double[]> rows) {
    if (rows.size() < FEWEST_ROWS) return Optional.empty();
    JointFit fit = new JointFit(rows.size());
    for (int i = 0; i < columns.size(); i++) {
      int at = i;
      double[] values = rows.stream().mapToDouble(row -> row[at]).toArray();
      if (fit.inputs.size() < JointTransform.MOST_COLUMNS) fit.add(columns.get(i), values);
    }
    return fit.inputs.size() < 2 ? Optional.empty() : Optional.of(fit.transform());
  }

  private void add(Column column, double[] values) {
    if (column.categories() == 0) addNumber(column.place(), values);
    else addCategory(column, values);
  }

  private void addNumber(int place, double[] values) {
    double mean = mean(Arrays.stream(values).filter(Double::isFinite).toArray());
    double[] filled =
        Arrays.stream(values).map(value -> Double.isFinite(value) ? value : mean).toArray();
    double deviation = deviation(filled, mean);
    if (!varies(deviation, mean)) return;
    JointInput.Amount open = new JointInput.Amount(place, mean, deviation, 0);
    double[] point = Arrays.stream(values).map(open::of).toArray();
    inputs.add(new JointInput.Amount(place, mean, deviation, split(point)));
    points.add(point);
  }

  /** Frequencies of the fitted rows, missing ones taken for the most frequent category. */
  private void addCategory(Column column, double[] values) {
    long[] counts = new long[column.categories()];
    long missing = 0;
    for (double value : values) {
      if (Double.isNaN(value)) missing++;
      else if (value >= 0) counts[(int) value]++;
    }
    int mode = 0;
    for (int i = 1; i < counts.length; i++) {
      if (counts[i] > counts[mode]) mode = i;
    }
    counts[mode] += missing;
    double[] shares = Arrays.stream(counts).mapToDouble(count -> (double) count / rows).toArray();
    double usual = shares[mode];
    double[] filled = new double[rows];
    for (int i = 0; i < rows; i++) {
      double value = values[i];
      filled[i] = Double.isNaN(value) ? usual : value < 0 ? 0 : shares[(int) value];
    }
    double mean = mean(filled);
    double deviation = deviation(filled, mean);
    if (!varies(deviation, mean)) return;
    double[] point = Arrays.stream(filled).map(share -> (share - mean) / deviation).toArray();
    List<Double> codes =
        Arrays.stream(shares).mapToObj(share -> (share - mean) / deviation).toList();
    inputs.add(
        new JointInput.Category(
            column.place(), codes, -mean / deviation, codes.get(mode), split(point)));
    points.add(point);
  }

  private JointTransform transform() {
    SymmetricEigen components = SymmetricEigen.of(correlations());
    int size = inputs.size();
    double total = 0;
    for (int i = 0; i < size; i++) total += components.value(i);
    int kept = 0;
    double carried = 0;
    while (kept < size - 1 && carried < KEPT_VARIANCE * total) {
      carried += components.value(kept++);
    }
    double[][] dropped = new double[size - kept][];
    for (int i = kept; i < size; i++) {
      dropped[i - kept] = components.vector(i);
    }
    return new JointTransform(inputs, dropped, frequencies(medianDistance()), cap(dropped));
  }

  private double[][] correlations() {
    int size = inputs.size();
    double[][] correlations = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        Sum sum = new Sum();
        for (int row = 0; row < rows; row++) {
          sum.add(points.get(i)[row] * points.get(j)[row]);
        }
        correlations[i][j] = sum.value() / rows;
        correlations[j][i] = correlations[i][j];
      }
    }
    return correlations;
  }

  private double cap(double[][] dropped) {
    double[] errors = new double[rows];
    for (int row = 0; row < rows; row++) {
      double squares = 0;
      for (double[] component : dropped) {
        double along = 0;
        for (int i = 0; i < component.length; i++) along += component[i] * points.get(i)[row];
        squares += along * along;
      }
      errors[row] = Math.sqrt(squares);
    }
    double mean = mean(errors);
    return Math.max(LEAST_CAP, mean + LARGE_ERROR * deviation(errors, mean));
  }

  /** The kernel's width: median distance of rows, or the mean where most rows are alike. */
  private double medianDistance() {
    int taken = Math.min(rows, DISTANCE_ROWS);
    double[] distances = new double[taken * (taken - 1) / 2];
    int at = 0;
    for (int a = 0; a < taken; a++) {
      for (int b = 0; b < a; b++) {
        distances[at++] = distance(row(a, taken), row(b, taken));
      }
    }
    Arrays.sort(distances);
    double median = distances[distances.length / 2];
    if (median > 0) return median;
    double mean = mean(distances);
    return mean > 0 ? mean : 1;
  }

  private int row(int of, int taken) {
    return (int) ((long) of * rows / taken);
  }

  private double distance(int a, int b) {
    double squares = 0;
    for (double[] point : points) {
      double apart = point[a] - point[b];
      squares += apart * apart;
    }
    return Math.sqrt(squares);
  }

  /**
   * By Bochner's theorem the spectral measure of a Gaussian kernel of width s is normal, of
   * deviation 1/s. Every second frequency sees one pair of columns only, each pair in its turn: a
   * kernel of all columns hardly sees what happens between two of many. Together they are those of
   * the mean of these kernels.
   */
  private double[][] frequencies(double width) {
    // Its algorithm, of nextGaussian too, is part of the specification: no JDK draws others.
    Random random = new Random(SEED);
    int size = inputs.size();
    double perPair = width * Math.sqrt(2.0 / size);
    double[][] frequencies = new double[FREQUENCIES][size];
    int[] pair = {0, 0};
    for (int f = 0; f < FREQUENCIES; f++) {
      if (f % 2 == 0) {
        for (int i = 0; i < size; i++) frequencies[f][i] = draw(random, width);
      } else {
        nextPair(pair, size);
        for (int i : pair) frequencies[f][i] = draw(random, perPair);
      }
    }
    return frequencies;
  }

  private static double draw(Random random, double width) {
    return random.nextGaussian() / (2 * Math.PI * width);
  }

  private static void nextPair(int[] pair, int size) {
    if (++pair[1] < size) return;
    pair[0] = (pair[0] + 1) % (size - 1);
    pair[1] = pair[0] + 1;
  }

  private static double split(double[] point) {
    double[] sorted = point.clone();
    Arrays.sort(sorted);
    double median = sorted[(sorted.length - 1) / 2];
    double below = Math.nextDown(median);
    long above = Arrays.stream(sorted).filter(value -> value > median).count();
    long from = Arrays.stream(sorted).filter(value -> value > below).count();
    return sorted.length - 2 * above <= 2 * from - sorted.length ? median : below;
  }

  private static boolean varies(double deviation, double mean) {
    return deviation > ROUNDING * Math.abs(mean) && Double.isFinite(deviation);
  }

  private static double mean(double[] values) {
    Sum sum = new Sum();
    for (double value : values) sum.add(value);
    return values.length == 0 ? 0 : sum.value() / values.length;
  }

  private static double deviation(double[] values, double mean) {
    Sum sum = new Sum();
    for (double value : values) sum.add((value - mean) * (value - mean));
    return Math.sqrt(sum.value() / values.length);
  }

  /** A sum that keeps what rounding would lose (Neumaier 1974). */
  private static final class Sum {

    private double sum;
    private double lost;

    void add(double value) {
      double next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
      sum = next;
    }

    double value() {
      return sum + lost;
    }
  }
}
