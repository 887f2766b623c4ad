package dev.leeway.detector;

import dev.leeway.profile.PayloadReader;
import dev.leeway.profile.PayloadWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Adaptive windowing (Bifet and Gavalda 2007, ADWIN2): keeps as many values as show no change, in
 * an exponential histogram. A window that can be cut into two whose means differ by more than
 * chance allows loses its oldest values.
 */
public final class Adwin implements Detector {

  /** Values between looks for a cut. */
  private static final int CLOCK = 32;

  /** Buckets of one size; one more and the two oldest become one of the next size. */
  private static final int MOST_BUCKETS = 5;

  /** Fewest values on either side of a cut. */
  private static final int LEAST_SIDE = 5;

  /** Values before the first look. */
  private static final int GRACE = 10;

  private final double delta;

  /** Buckets of 2^i values at place i, the oldest of each size first. */
  private final List<Deque<Bucket>> sizes = new ArrayList<>();

  private long ticks;
  private double width;
  private double total;
  private double squares;

  /** A run of values. */
  private record Bucket(double rows, double total, double squares) {

    Bucket merge(Bucket other) {
      double distance = total / rows - other.total / other.rows;
      double together = rows + other.rows;
      return new Bucket(
          together,
          total + other.total,
          squares + other.squares + rows * other.rows * distance * distance / together);
    }
  }

  /** With delta 0.002. */
  public Adwin() {
    this(0.002);
  }

  /**
   * @param delta confidence of a cut, in (0, 1)
   */
  public Adwin(double delta) {
    if (!(delta > 0 && delta < 1)) throw new IllegalArgumentException("delta " + delta);
    this.delta = delta;
  }

  @Override
  public Signal update(double value) {
    if (!Double.isFinite(value)) throw new IllegalArgumentException("not finite: " + value);
    insert(value);
    ticks++;
    if (ticks % CLOCK != 0 || width <= GRACE) return Signal.STABLE;
    boolean cut = false;
    while (hasCut()) {
      dropOldest();
      cut = true;
    }
    if (!cut) return Signal.STABLE;
    begin();
    return Signal.DRIFT;
  }

  private void insert(double value) {
    if (width > 0) {
      double distance = value - total / width;
      squares += width * distance * distance / (width + 1);
    }
    width++;
    total += value;
    Bucket bucket = new Bucket(1, value, 0);
    for (int size = 0; ; size++) {
      if (size == sizes.size()) sizes.add(new ArrayDeque<>());
      Deque<Bucket> alike = sizes.get(size);
      alike.addLast(bucket);
      if (alike.size() <= MOST_BUCKETS) return;
      bucket = alike.removeFirst().merge(alike.removeFirst());
    }
  }

  /** Whether the means on the two sides of a place between buckets differ too much. */
  private boolean hasCut() {
    double oldRows = 0;
    double oldTotal = 0;
    for (int size = sizes.size() - 1; size >= 0; size--) {
      for (Bucket bucket : sizes.get(size)) {
        oldRows += bucket.rows;
        oldTotal += bucket.total;
        double newRows = width - oldRows;
        boolean enough = oldRows >= LEAST_SIDE && newRows >= LEAST_SIDE;
        double distance = oldTotal / oldRows - (total - oldTotal) / newRows;
        if (enough && Math.abs(distance) > bound(oldRows, newRows)) return true;
      }
    }
    return false;
  }

  private double bound(double oldRows, double newRows) {
    double chance = Math.log(2 * Math.log(width) / delta);
    double reciprocal = 1 / (oldRows - LEAST_SIDE + 1) + 1 / (newRows - LEAST_SIDE + 1);
    return Math.sqrt(2 * reciprocal * squares / width * chance) + 2.0 / 3 * chance * reciprocal;
  }

  private void dropOldest() {
    Deque<Bucket> largest = sizes.get(sizes.size() - 1);
    Bucket oldest = largest.removeFirst();
    if (largest.isEmpty()) sizes.remove(sizes.size() - 1);
    width -= oldest.rows;
    total -= oldest.total;
    double distance = oldest.total / oldest.rows - total / width;
    squares -= oldest.squares + oldest.rows * width * distance * distance / (oldest.rows + width);
  }

  @Override
  public void writeTo(PayloadWriter out) {
    out.count(ticks).number(width).number(total).number(squares).count(sizes.size());
    for (Deque<Bucket> alike : sizes) {
      out.count(alike.size());
      for (Bucket bucket : alike) {
        out.number(bucket.rows).number(bucket.total).number(bucket.squares);
      }
    }
  }

  @Override
  public void readFrom(PayloadReader in) {
    begin();
    ticks = in.count();
    width = in.number();
    total = in.number();
    squares = in.number();
    for (int size = in.size(); size > 0; size--) {
      Deque<Bucket> alike = new ArrayDeque<>();
      for (int buckets = in.size(); buckets > 0; buckets--) {
        alike.addLast(new Bucket(in.number(), in.number(), in.number()));
      }
      sizes.add(alike);
    }
  }

  private void begin() {
    sizes.clear();
    ticks = 0;
    width = 0;
    total = 0;
    squares = 0;
  }
}
