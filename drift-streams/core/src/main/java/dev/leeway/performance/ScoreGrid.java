package dev.leeway.performance;

import dev.leeway.profile.Edges;
import dev.leeway.profile.PayloadReader;
import dev.leeway.profile.PayloadWriter;
import java.util.Arrays;

/**
 * Frozen scores that cut the numbers into cells: each edge is a cell of its own, and so is each
 * open interval between two of them, below the first and above the last. In the order of the
 * numbers, cell {@code 2 i + 1} holds exactly the edge {@code i}, cell {@code 2 i} what lies
 * strictly between the edges {@code i - 1} and {@code i}.
 *
 * <p>Scores in one cell of an edge are equal, so every measure that rests on the order of scores is
 * exact as long as the open cells are empty.
 */
public final class ScoreGrid {

  /** Most edges of a grid that is stored: more would not be told apart on a chart either. */
  public static final int MAX_EDGES = 1024;

  /** No score: one cell for everything. */
  public static final ScoreGrid NONE = new ScoreGrid(new double[0]);

  private final Edges edges;

  /**
   * @throws IllegalArgumentException if an edge is not finite or they do not ascend strictly
   */
  public ScoreGrid(double[] edges) {
    this.edges = new Edges(edges);
  }

  /** The probabilities of three decimals, 0 and 1 among them. */
  public static ScoreGrid probabilities() {
    double[] edges = new double[1001];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = i / 1000.0;
    }
    return new ScoreGrid(edges);
  }

  /** 0, and magnitudes from 1e-6 to 1e9 that grow by 3.44 % each, for errors of unknown scale. */
  public static ScoreGrid magnitudes() {
    double[] edges = new double[MAX_EDGES];
    for (int i = 1; i < edges.length; i++) {
      edges[i] = StrictMath.pow(10, 15.0 * (i - 1) / (edges.length - 2) - 6);
    }
    return new ScoreGrid(edges);
  }

  /**
   * The distinct ones of the given scores if there are at most so many, else so many of them as
   * have equal numbers of rows between them, the first and the last included.
   *
   * @param scores finite, in any order; not changed
   * @param most at least 2
   */
  public static ScoreGrid of(double[] scores, int most) {
    double[] sorted = scores.clone();
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] += 0.0; // -0 is 0
    }
    Arrays.sort(sorted);
    double[] distinct = Arrays.stream(sorted).distinct().toArray();
    if (distinct.length <= most) return new ScoreGrid(distinct);
    double[] edges = new double[most];
    for (int i = 0; i < most; i++) {
      edges[i] = sorted[(int) ((sorted.length - 1L) * i / (most - 1))];
    }
    return new ScoreGrid(Arrays.stream(edges).distinct().toArray());
  }

  /** The grid with these as edges too. */
  public ScoreGrid with(double... more) {
    double[] all = Arrays.copyOf(edges.toArray(), edges.size() + more.length);
    System.arraycopy(more, 0, all, edges.size(), more.length);
    return of(all, Integer.MAX_VALUE);
  }

  /** Number of edges. */
  public int size() {
    return edges.size();
  }

  public double edge(int i) {
    return edges.get(i);
  }

  public int cells() {
    return 2 * edges.size() + 1;
  }

  /** The cell of a finite score. */
  public int cell(double score) {
    int below = edges.bin(score);
    return below < edges.size() && edges.get(below) == score ? 2 * below + 1 : 2 * below;
  }

  /** Whether the cell is an open interval, in which scores are not told apart. */
  public static boolean isOpen(int cell) {
    return (cell & 1) == 0;
  }

  /**
   * The first cell whose scores are at or above the given one.
   *
   * @throws IllegalArgumentException if it is not an edge: its cell would lie on both sides
   */
  public int firstAtOrAbove(double score) {
    int cell = cell(score);
    if (isOpen(cell)) throw new IllegalArgumentException("no edge: " + score);
    return cell;
  }

  /** The lower end of a cell: its edge, or the edge below it; -infinity for the first. */
  public double lower(int cell) {
    return cell == 0 ? Double.NEGATIVE_INFINITY : edges.get((cell - 1) / 2);
  }

  /** The upper end of a cell: its edge, or the edge above it; infinity for the last. */
  public double upper(int cell) {
    return cell == cells() - 1 ? Double.POSITIVE_INFINITY : edges.get(cell / 2);
  }

  void writeTo(PayloadWriter out) {
    out.count(edges.size());
    for (int i = 0; i < edges.size(); i++) {
      out.number(edges.get(i));
    }
  }

  static ScoreGrid readFrom(PayloadReader in) {
    double[] edges = new double[in.size()];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = in.number();
    }
    return new ScoreGrid(edges);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScoreGrid that && edges.equals(that.edges);
  }

  @Override
  public int hashCode() {
    return edges.hashCode();
  }

  @Override
  public String toString() {
    return "ScoreGrid" + edges;
  }
}
