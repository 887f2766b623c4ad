package dev.leeway.joint;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's rotations (Golub and Van Loan,
 * Matrix Computations, 8.5): slow for large matrices, exact to the last digits for small ones.
 */
final class SymmetricEigen {

  private static final int MOST_SWEEPS = 60;

  /** Sum of squares off the diagonal, relative to those on it, that counts as nothing. */
  private static final double NOTHING = 1e-30;

  private final double[][] a;
  private final double[][] vectors;
  private final int[] order;

  private SymmetricEigen(double[][] matrix) {
    int size = matrix.length;
    a = new double[size][];
    vectors = new double[size][size];
    for (int i = 0; i < size; i++) {
      a[i] = matrix[i].clone();
      vectors[i][i] = 1;
    }
    for (int sweep = 0; sweep < MOST_SWEEPS && !isDiagonal(); sweep++) {
      for (int p = 0; p < size; p++) {
        for (int q = p + 1; q < size; q++) {
          rotate(p, q);
        }
      }
    }
    order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -a[i][i]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  static SymmetricEigen of(double[][] matrix) {
    return new SymmetricEigen(matrix);
  }

  /** The eigenvalue of the given rank, the largest first. */
  double value(int rank) {
    return a[order[rank]][order[rank]];
  }

  /** The eigenvector of that rank, of length 1; its sign means nothing. */
  double[] vector(int rank) {
    return IntStream.range(0, a.length).mapToDouble(row -> vectors[row][order[rank]]).toArray();
  }

  private boolean isDiagonal() {
    double off = 0;
    double on = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        if (i == j) on += a[i][j] * a[i][j];
        else off += a[i][j] * a[i][j];
      }
    }
    return off <= NOTHING * on;
  }

  private void rotate(int p, int q) {
    if (a[p][q] == 0) return;
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = 1 / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    if (theta < 0) t = -t;
    double c = 1 / Math.sqrt(t * t + 1);
    double s = t * c;
    for (int k = 0; k < a.length; k++) {
      double kp = a[k][p];
      double kq = a[k][q];
      a[k][p] = c * kp - s * kq;
      a[k][q] = s * kp + c * kq;
    }
    for (int k = 0; k < a.length; k++) {
      double pk = a[p][k];
      double qk = a[q][k];
      a[p][k] = c * pk - s * qk;
      a[q][k] = s * pk + c * qk;
    }
    for (double[] row : vectors) {
      double kp = row[p];
      double kq = row[q];
      row[p] = c * kp - s * kq;
      row[q] = s * kp + c * kq;
    }
  }
}
