package dev.leeway.profile;

import java.util.Arrays;

/**
 * Finds how many edges lie below a number, by a table. Numbers are sorted into cells by a function
 * that never falls: edges of lower cells lie below the number, those of higher cells do not, and
 * only those of its own cell have to be looked at. So the answer is exact, however the function
 * rounds. Cells are of equal width, or as wide as the number is large, which suits amounts that
 * spread over decades; whichever leaves the fewest edges to one cell. Immutable.
 */
final class EdgeTable {

  private static final int CELLS = 512;

  /** So few edges are as quickly looked at one by one. */
  private static final int FEW = 4;

  /** The edges, padded with +infinity for the last search. */
  private final double[] padded;

  private final Scale scale;

  /** How many edges lie in lower cells. */
  private final char[] below;

  /** The first step of the search among the edges of one cell, a power of two; 0 for none. */
  private final int firstStep;

  EdgeTable(double[] edges) {
    Scale best = Scale.NONE;
    if (edges.length > FEW && edges.length <= Character.MAX_VALUE) {
      for (Scale other : Scale.candidates(edges)) {
        if (other.mostInOneCell(edges) < best.mostInOneCell(edges)) best = other;
      }
    }
    scale = best;
    int most = best.mostInOneCell(edges);
    firstStep = most == 0 ? 0 : Integer.highestOneBit(most);
    padded = Arrays.copyOf(edges, edges.length + 2 * firstStep);
    Arrays.fill(padded, edges.length, padded.length, Double.POSITIVE_INFINITY);
    below = new char[best.cells()];
    int edge = 0;
    for (int cell = 0; cell < below.length; cell++) {
      while (edge < edges.length && best.cell(edges[edge]) < cell) edge++;
      below[cell] = (char) edge;
    }
  }

  /** How many edges lie below a finite number. */
  int below(double value) {
    int bin = below[scale.cell(value)];
    for (int step = firstStep; step > 0; step >>= 1) {
      // The sign of a difference is exact, down to subnormal numbers and up to infinity. Whether it
      // is negative becomes a mask and never a branch, which would be mispredicted every other
      // time.
      long difference = Double.doubleToRawLongBits(padded[bin + step - 1] - value);
      bin += step & (int) (difference >> 63);
    }
    return bin;
  }

  /**
   * Which cell a number is in.
   *
   * @param byBits whether it goes by the number's bits, so that cells are as wide as numbers are
   *     large
   * @param lowBits what is subtracted from the bits, once they are shifted
   * @param low where the second cell begins; 0 where it goes by bits
   * @param factor cells per unit
   */
  private record Scale(boolean byBits, long lowBits, int shift, double low, double factor) {

    /** All numbers in cell 1. */
    static final Scale NONE = new Scale(false, 0, 0, 0, 0);

    static Scale[] candidates(double[] edges) {
      int last = edges.length - 1;
      return new Scale[] {
        linear(edges[0], edges[last]),
        linear(edges[1], edges[last - 1]),
        logarithmic(edges[0], edges[last]),
        logarithmic(edges[1], edges[last - 1])
      };
    }

    private static Scale linear(double low, double high) {
      double factor = (CELLS - 2) / (high - low);
      // Of a range too wide or too narrow for a quotient.
      return factor > 0 && Double.isFinite(factor) ? new Scale(false, 0, 0, low, factor) : NONE;
    }

    private static Scale logarithmic(double low, double high) {
      // Both are shifted first: their difference may not fit into a long.
      int shift = 2;
      while ((ordered(high) >> shift) - (ordered(low) >> shift) > CELLS - 3) shift++;
      return new Scale(true, (ordered(low) >> shift) - 1, shift, 0, 0);
    }

    int cells() {
      return equals(NONE) ? 2 : CELLS;
    }

    int cell(double value) {
      if (byBits) {
        long cell = (ordered(value) >> shift) - lowBits;
        return (int) Math.max(0, Math.min(CELLS - 1, cell));
      }
      // Casting cuts off what is too large for an int.
      int cell = (int) ((value - low) * factor + 1);
      return Math.max(0, Math.min(CELLS - 1, cell));
    }

    /** A whole number that is larger for a larger number; both zeros have the same. */
    private static long ordered(double value) {
      long bits = Double.doubleToRawLongBits(value + 0.0);
      return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    int mostInOneCell(double[] edges) {
      int[] inCell = new int[CELLS];
      int most = 0;
      for (double edge : edges) {
        most = Math.max(most, ++inCell[cell(edge)]);
      }
      return most;
    }
  }
}
