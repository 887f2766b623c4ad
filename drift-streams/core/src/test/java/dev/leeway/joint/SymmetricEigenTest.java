package dev.leeway.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SymmetricEigenTest {

  @Test
  void vectorsAndValues_giveTheMatrixBack() {
    Random random = new Random(4);
    for (int size : new int[] {1, 2, 3, 17, 64}) {
      double[][] matrix = new double[size][size];
      for (int i = 0; i < size; i++) {
        for (int j = 0; j <= i; j++) {
          matrix[i][j] = random.nextGaussian();
          matrix[j][i] = matrix[i][j];
        }
      }
      SymmetricEigen eigen = SymmetricEigen.of(matrix);
      double[][] back = new double[size][size];
      for (int rank = 0; rank < size; rank++) {
        if (rank > 0) assertThat(eigen.value(rank)).isLessThanOrEqualTo(eigen.value(rank - 1));
        double[] vector = eigen.vector(rank);
        for (int i = 0; i < size; i++) {
          for (int j = 0; j < size; j++) back[i][j] += eigen.value(rank) * vector[i] * vector[j];
        }
      }
      for (int i = 0; i < size; i++) {
        assertThat(back[i]).containsExactly(matrix[i], within(1e-12));
      }
    }
  }

  @Test
  void equalColumns_haveOneComponent() {
    SymmetricEigen eigen = SymmetricEigen.of(new double[][] {{1, 1}, {1, 1}});
    assertThat(eigen.value(0)).isCloseTo(2, within(1e-15));
    assertThat(eigen.value(1)).isCloseTo(0, within(1e-15));
    assertThat(Math.abs(eigen.vector(0)[0])).isCloseTo(Math.sqrt(0.5), within(1e-15));
  }
}
