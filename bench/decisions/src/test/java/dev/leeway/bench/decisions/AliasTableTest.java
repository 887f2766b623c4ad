package dev.leeway.bench.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AliasTableTest {

  @Test
  void draw_givesEachOutcomeItsShare() {
    double[] weights = {5, 0, 1, 0.25, 3, 0.75};
    AliasTable table = new AliasTable(weights);
    SplittableRandom random = new SplittableRandom(7);
    int rows = 1_000_000;
    long[] counts = new long[weights.length];
    for (int i = 0; i < rows; i++) {
      counts[table.draw(random)]++;
    }

    assertThat(counts[1]).isZero();
    for (int i = 0; i < weights.length; i++) {
      assertThat(counts[i] / (double) rows).isCloseTo(weights[i] / 10, within(0.002));
    }
  }

  @Test
  void draw_ofOneOutcome_isThatOne() {
    assertThat(new AliasTable(new double[] {0.3}).draw(new SplittableRandom(1))).isZero();
  }
}
