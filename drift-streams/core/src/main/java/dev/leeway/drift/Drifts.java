package dev.leeway.drift;

import java.util.Arrays;
import java.util.List;

/**
 * Which starts show a drift of one column at a moment, as far as it has been asked. For one thread,
 * until nobody asks any more.
 */
final class Drifts {

  /** Strength where there is no drift. */
  static final double NONE = Double.NEGATIVE_INFINITY;

  /** Answers of columns that show no drift from anywhere, which most are: one for each length. */
  private static final double[][] NOWHERE = new double[128][];

  static {
    for (int length = 0; length < NOWHERE.length; length++) {
      NOWHERE[length] = new double[length];
      Arrays.fill(NOWHERE[length], NONE);
    }
  }

  final int column;
  final List<Milestone> starts;
  final Milestone head;

  /** Evidence of the drift from each start; {@link #NONE}, or NaN where nobody has asked. */
  final double[] strengths;

  private Drifts(int column, List<Milestone> starts, Milestone head, double[] strengths) {
    this.column = column;
    this.starts = starts;
    this.head = head;
    this.strengths = strengths;
  }

  /** Nothing has been asked. */
  static Drifts unasked(int column, List<Milestone> starts, Milestone head) {
    double[] strengths = new double[starts.size()];
    Arrays.fill(strengths, Double.NaN);
    return new Drifts(column, starts, head, strengths);
  }

  /**
   * What was answered before holds of later starts.
   *
   * @param answers of as many starts
   * @param first place of the first start whose answer still holds
   */
  static Drifts asked(
      int column, List<Milestone> starts, Milestone head, double[] answers, int first) {
    double[] strengths = answers.clone();
    Arrays.fill(strengths, 0, first, Double.NaN);
    return new Drifts(column, starts, head, strengths);
  }

  /** The rows of the column between a start and the moment. */
  long[] cells(int place) {
    return head.before().since(starts.get(place).before(), column);
  }

  /** The answers, to be kept: nobody may ask any more. */
  double[] answers() {
    if (strengths.length >= NOWHERE.length) return strengths;
    double[] nowhere = NOWHERE[strengths.length];
    return Arrays.equals(strengths, nowhere) ? nowhere : strengths;
  }
}
