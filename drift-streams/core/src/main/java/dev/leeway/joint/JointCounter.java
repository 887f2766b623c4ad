package dev.leeway.joint;

import java.util.Arrays;
import java.util.List;

/**
 * Sums what a transform makes of rows. Columns go by their place in the layout; those the transform
 * does not look at are passed over, and one that is not told of in a row is missing there. For one
 * thread.
 */
public final class JointCounter {

  private static final int NOWHERE = -1;

  private final JointTransform transform;
  private final JointInput[] inputs;
  private final double[] whenMissing;
  private final double[] splits;

  /** The place of a layout's column among the inputs. */
  private final int[] slots;

  private final double[] point;
  private final boolean[] above;
  private final long[] sums;
  private long rows;

  public JointCounter(JointTransform transform) {
    this.transform = transform;
    List<JointInput> all = transform.inputs();
    inputs = all.toArray(JointInput[]::new);
    whenMissing = all.stream().mapToDouble(JointInput::missing).toArray();
    splits = all.stream().mapToDouble(JointInput::split).toArray();
    slots = new int[all.stream().mapToInt(JointInput::column).max().orElse(0) + 1];
    Arrays.fill(slots, NOWHERE);
    for (int i = 0; i < inputs.length; i++) {
      slots[inputs[i].column()] = i;
    }
    point = new double[inputs.length];
    above = new boolean[inputs.length];
    sums = new long[transform.sums()];
  }

  /** Starts a row in which every column is missing. */
  public void startRow() {
    System.arraycopy(whenMissing, 0, point, 0, point.length);
  }

  /** A number; one that is not finite, or where a category belongs, is as good as missing. */
  public void number(int column, double value) {
    int slot = slot(column);
    if (slot != NOWHERE && inputs[slot] instanceof JointInput.Amount number) {
      point[slot] = number.of(value);
    }
  }

  /** A category by its place in the layout, or a negative number for one it does not name. */
  public void category(int column, int category) {
    int slot = slot(column);
    if (slot != NOWHERE && inputs[slot] instanceof JointInput.Category known) {
      point[slot] = known.of(category);
    }
  }

  /** Counts the row. */
  public void endRow() {
    rows++;
    addError();
    addWaves();
    addPairs();
  }

  public long rows() {
    return rows;
  }

  /** The rows so far; later rows do not reach it. */
  public JointProfile build() {
    return new JointProfile(rows, sums);
  }

  /** Back to no rows. */
  public void clear() {
    rows = 0;
    Arrays.fill(sums, 0);
  }

  private int slot(int column) {
    return column < slots.length ? slots[column] : NOWHERE;
  }

  private void addError() {
    double squares = 0;
    for (double[] component : transform.dropped()) {
      double along = dot(component);
      squares += along * along;
    }
    double error = Math.sqrt(squares);
    addWithSquare(JointTransform.ERROR, Math.min(1, error / transform.largestError()));
    addWithSquare(JointTransform.ERROR_SHARE, Math.min(1, error / transform.errorCap()));
  }

  private void addWithSquare(int sum, double value) {
    sums[sum] += fixed(value);
    sums[sum + 1] += fixed(value * value);
  }

  private void addWaves() {
    int sum = JointTransform.WAVES;
    for (double[] frequency : transform.frequencies()) {
      double turns = dot(frequency);
      double cosine = Turns.cosine(turns);
      sums[sum++] += fixed((1 + cosine) / 2);
      sums[sum++] += fixed((1 + Turns.cosine(turns - 0.25)) / 2);
      sums[sum++] += fixed(cosine * cosine);
    }
  }

  private void addPairs() {
    int paired = transform.paired();
    for (int i = 0; i < paired; i++) {
      above[i] = point[i] > splits[i];
    }
    int sum = transform.pairs();
    for (int i = 0; i < paired; i++) {
      for (int j = i + 1; j < paired; j++) {
        sums[sum++] += above[i] == above[j] ? 1 : 0;
      }
    }
  }

  private double dot(double[] vector) {
    double sum = 0;
    for (int i = 0; i < vector.length; i++) {
      sum += vector[i] * point[i];
    }
    return sum;
  }

  private static long fixed(double value) {
    return (long) Math.rint(value * JointProfile.ONE);
  }
}
