package dev.leeway.measure;

/**
 * F - G from cell to cell, where F and G are the cumulative shares of the reference and the window.
 * In the middle of a cell it lies between {@link #lowest} and {@link #highest}; from {@link #start}
 * it gets to {@link #end}, evenly as far as is known.
 */
final class Slope {

  private final OrderedCells cells;
  private final double n;
  private final double m;
  private int cell = -1;
  private long referenceBefore;
  private long currentBefore;
  private double r0;
  private double r1;
  private double c0;
  private double c1;

  Slope(OrderedCells cells) {
    this(cells, cells.counts().referenceRows(), cells.counts().currentRows());
  }

  /** With shares of the given numbers of rows. */
  Slope(OrderedCells cells, long n, long m) {
    this.cells = cells;
    this.n = n == 0 ? 1 : n;
    this.m = m == 0 ? 1 : m;
  }

  /** Goes to the next cell; false if there is none. */
  boolean next() {
    if (cell >= 0) {
      referenceBefore += cells.counts().reference(cell);
      currentBefore += cells.counts().current(cell);
    }
    if (++cell >= cells.size()) return false;
    r0 = referenceBefore / n;
    c0 = currentBefore / m;
    r1 = (referenceBefore + cells.counts().reference(cell)) / n;
    c1 = (currentBefore + cells.counts().current(cell)) / m;
    return true;
  }

  /** Numbers of the reference in the cells before. */
  long referenceBefore() {
    return referenceBefore;
  }

  long currentBefore() {
    return currentBefore;
  }

  long reference() {
    return cells.counts().reference(cell);
  }

  long current() {
    return cells.counts().current(cell);
  }

  boolean isPoint() {
    return cells.isPoint(cell);
  }

  double width() {
    return cells.width(cell);
  }

  /** What lies between the cell before and this one: no numbers, so F - G stays at the start. */
  double gap() {
    return cell == 0 ? 0 : cells.lower(cell) - cells.upper(cell - 1);
  }

  double start() {
    return r0 - c0;
  }

  double end() {
    return r1 - c1;
  }

  /** The least that F - G may be before the cell's end. */
  double lowest() {
    return isPoint() ? Math.min(start(), end()) : r0 - c1;
  }

  /** The most that F - G may be before the cell's end. */
  double highest() {
    if (isPoint()) return Math.max(start(), end());
    return (cells.referenceAtUpper() ? r0 : r1) - c0;
  }

  /** The least |F - G| before the cell's end. */
  double smallest() {
    if (lowest() <= 0 && highest() >= 0) return 0;
    return Math.min(Math.abs(lowest()), Math.abs(highest()));
  }

  /** The largest |F - G| before the cell's end. */
  double largest() {
    return Math.max(Math.abs(lowest()), Math.abs(highest()));
  }

  /** Mean of |F - G| over the cell. */
  double meanSize() {
    double a = start();
    double b = inner();
    if (a * b >= 0) return Math.abs(a + b) / 2;
    return (a * a + b * b) / (2 * Math.abs(a - b));
  }

  /** Mean of (F - G)^2 over the cell. */
  double meanSquare() {
    double a = start();
    double b = inner();
    return (a * a + a * b + b * b) / 3;
  }

  /** F - G just before the cell's end: where numbers lie at the end, it has not moved till then. */
  private double inner() {
    return cells.referenceAtUpper() ? start() : end();
  }
}
