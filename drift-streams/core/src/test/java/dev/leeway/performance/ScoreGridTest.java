package dev.leeway.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScoreGridTest {

  @Test
  void cell_ofAnEdge_isItsOwn() {
    ScoreGrid grid = new ScoreGrid(new double[] {0.25, 0.5});

    assertThat(grid.cell(0.1)).isEqualTo(0);
    assertThat(grid.cell(0.25)).isEqualTo(1);
    assertThat(grid.cell(Math.nextUp(0.25))).isEqualTo(2);
    assertThat(grid.cell(0.5)).isEqualTo(3);
    assertThat(grid.cell(0.7)).isEqualTo(4);
    assertThat(grid.cells()).isEqualTo(5);
    assertThat(grid.lower(2)).isEqualTo(0.25);
    assertThat(grid.upper(2)).isEqualTo(0.5);
    assertThat(grid.lower(3)).isEqualTo(0.5);
    assertThat(grid.upper(3)).isEqualTo(0.5);
    assertThat(grid.lower(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(grid.upper(4)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void cell_ofEitherZero_isOne() {
    ScoreGrid grid = ScoreGrid.of(new double[] {-0.0, 0.0, 1}, 10);

    assertThat(grid.size()).isEqualTo(2);
    assertThat(grid.cell(-0.0)).isEqualTo(grid.cell(0.0)).isEqualTo(1);
  }

  @Test
  void of_fewDistinctScores_holdsEach() {
    ScoreGrid grid = ScoreGrid.of(new double[] {3, 1, 3, 2, 1}, 3);

    assertThat(grid).isEqualTo(new ScoreGrid(new double[] {1, 2, 3}));
  }

  @Test
  void of_manyDistinctScores_holdsAsManyRowsBetweenEdges() {
    double[] scores = new SplittableRandom(1).doubles(100_000).toArray();

    ScoreGrid grid = ScoreGrid.of(scores, ScoreGrid.MAX_EDGES);

    assertThat(grid.size()).isEqualTo(ScoreGrid.MAX_EDGES);
    int[] rows = new int[grid.cells()];
    for (double score : scores) {
      rows[grid.cell(score)]++;
    }
    assertThat(rows[0]).isZero();
    assertThat(rows[grid.cells() - 1]).isZero();
    for (int cell = 2; cell < grid.cells() - 1; cell += 2) {
      assertThat(rows[cell]).isBetween(95, 98);
    }
  }

  @Test
  void probabilities_haveEveryThreeDecimals() {
    ScoreGrid grid = ScoreGrid.probabilities();

    for (int i = 0; i <= 1000; i++) {
      double parsed = Double.parseDouble("%d.%03d".formatted(i / 1000, i % 1000));
      assertThat(ScoreGrid.isOpen(grid.cell(parsed))).as("%s", parsed).isFalse();
    }
    assertThat(ScoreGrid.isOpen(grid.cell(0.1234))).isTrue();
  }

  @Test
  void firstAtOrAbove_whatIsNoEdge_isRefused() {
    ScoreGrid grid = new ScoreGrid(new double[] {0.25}).with(0.5);

    assertThat(grid.firstAtOrAbove(0.5)).isEqualTo(3);
    assertThatIllegalArgumentException().isThrownBy(() -> grid.firstAtOrAbove(0.4));
  }

  @Test
  void magnitudes_ascend() {
    ScoreGrid grid = ScoreGrid.magnitudes();

    assertThat(grid.size()).isEqualTo(ScoreGrid.MAX_EDGES);
    assertThat(grid.edge(1)).isEqualTo(1e-6);
    assertThat(grid.edge(ScoreGrid.MAX_EDGES - 1)).isEqualTo(1e9);
    assertThat(grid.edge(500) / grid.edge(499)).isBetween(1.034, 1.035);
  }
}
