package dev.leeway.performance;

/**
 * Places: score cell, predicted class, and for labelled ones the true class; after these the true
 * class by reliability bin. Sums: scores by reliability bin, then log loss and squared error, each
 * with its square.
 */
final class BinaryCounting implements TaskCounting {

  static final int LOG_LOSS = BinaryLayout.RELIABILITY_BINS;
  static final int BRIER = LOG_LOSS + 2;

  /** Smallest probability that log loss takes a model at its word for, as scikit-learn had it. */
  static final double FLOOR = 1e-15;

  private final BinaryLayout layout;
  private final int cells;

  BinaryCounting(BinaryLayout layout) {
    this.layout = layout;
    cells = layout.grid().cells();
  }

  @Override
  public int predictedPlaces() {
    return Math.multiplyExact(cells, 2);
  }

  @Override
  public int realisedPlaces() {
    return Math.addExact(reliability(0, 0), 2 * BinaryLayout.RELIABILITY_BINS);
  }

  @Override
  public int sums() {
    return layout.scoreColumn().isPresent() && layout.probability() ? BRIER + 2 : 0;
  }

  @Override
  public void predicted(Answer answer, int sign, PerformanceCounter into) {
    into.countPredicted(2 * cell(answer) + answer.predicted(), sign);
  }

  @Override
  public void realised(Outcome outcome, int sign, PerformanceCounter into) {
    Answer answer = outcome.answer();
    int truth = outcome.trueClass();
    into.countRealised(place(cell(answer), answer.predicted(), truth), sign);
    if (sums() == 0) return;
    double score = answer.number(0);
    int bin = bin(score);
    into.countRealised(reliability(bin, truth), sign);
    into.sum(bin, sign * score);
    double given = floored(score);
    into.sumWithSquare(LOG_LOSS, logLoss(truth == 1 ? given : 1 - given), sign);
    double miss = score - truth;
    into.sumWithSquare(BRIER, miss * miss, sign);
  }

  /** Whether the place of a prediction is that of one predicted positive. */
  static boolean isSelected(int predictedPlace) {
    return (predictedPlace & 1) == 1;
  }

  /** Of a labelled row. */
  static int place(int cell, int predicted, int truth) {
    return (2 * cell + predicted) * 2 + truth;
  }

  /** Of a labelled row by its reliability bin. */
  int reliability(int bin, int truth) {
    return Math.addExact(Math.multiplyExact(cells, 4), 2 * bin + truth);
  }

  /** A probability that is neither 0 nor 1: of those the loss would be infinite. */
  static double floored(double probability) {
    return Math.min(Math.max(probability, FLOOR), 1 - FLOOR);
  }

  /** The loss of having given what came true the probability. */
  static double logLoss(double probability) {
    // Strict: the same on every machine.
    return -StrictMath.log(probability);
  }

  private int cell(Answer answer) {
    return answer.numbers() == 0 ? 0 : layout.grid().cell(answer.number(0));
  }

  /** Bins end at their upper edges, as those of scikit-learn's calibration_curve. */
  private static int bin(double probability) {
    int bins = BinaryLayout.RELIABILITY_BINS;
    int bin = Math.min((int) (probability * bins), bins - 1);
    if (bin > 0 && probability <= bin / (double) bins) return bin - 1;
    return probability > (bin + 1) / (double) bins ? bin + 1 : bin;
  }
}
