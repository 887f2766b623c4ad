package dev.leeway.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NumberSampleTest {

  private final NumberSample sample = new NumberSample();

  @Test
  void fewNumbers_areKeptAll() {
    assertThat(sample.toSketch(Double.NaN, Double.NaN).count()).isZero();
    for (int i = 1; i < NumberSample.ROOM; i++) {
      sample.add(i);
      QuantileSketch sketch = sample.toSketch(1, i);
      assertThat(sketch.count()).isEqualTo(i);
      assertThat(sketch.quantile(0.5)).isEqualTo((i + 1) / 2);
      assertThat(sketch.rankError()).isLessThan(0.014);
    }
  }

  @Test
  void sample_standsForAsManyNumbersAsThereWere() {
    for (int i = 1; i <= 300_000; i++) {
      sample.add(i);
      if (i % 997 != 0) continue;
      QuantileSketch sketch = sample.toSketch(1, i);
      assertThat((double) sketch.count()).isCloseTo(i, Offset.offset(i / 60.0));
      QuantileSketch read = QuantileSketch.fromBytes(sketch.toBytes());
      assertThat(read.count()).isEqualTo(sketch.count());
      assertThat(read.quantile(1)).isEqualTo(i);
      assertThat(read.rankError()).isBetween(0.09, 0.11);
    }
  }

  @Test
  void ranks_areWithinTheErrorTheSketchStates_in99Of100() {
    SplittableRandom random = new SplittableRandom(5);
    int beyond = 0;
    int runs = 2_000;
    for (int run = 0; run < runs; run++) {
      sample.clear();
      int size = 100 + random.nextInt(run % 2 == 0 ? 1_000 : 20_000);
      for (int i = 0; i < size; i++) {
        sample.add(random.nextDouble());
      }
      QuantileSketch sketch = sample.toSketch(0, 1);
      if (Math.abs(sketch.quantile(0.5) - 0.5) > 0.1) beyond++;
    }
    assertThat(beyond).isLessThan(runs / 100);
  }

  @Test
  void ofNumbersThatRecurInTurns_allHaveTheirShare() {
    for (int i = 0; i < 64_000; i++) {
      sample.add(i % 8);
    }
    QuantileSketch sketch = sample.toSketch(0, 7);
    assertThat(sketch.quantile(0.25)).isBetween(1.0, 2.0);
    assertThat(sketch.quantile(0.75)).isBetween(5.0, 6.0);
  }

  @Test
  void passes_isAsToAddNumbersThatAreNotTaken() {
    NumberSample byBlocks = new NumberSample();
    double[] block = new double[37];
    for (int i = 0; i < 3_000; i++) {
      for (int j = 0; j < block.length; j++) {
        block[j] = i * 0.618 % 1 + j;
        sample.add(block[j]);
      }
      if (byBlocks.passes(block.length)) continue;
      for (double number : block) {
        byBlocks.add(number);
      }
    }

    assertThat(byBlocks.toSketch(0, 40).toBytes()).isEqualTo(sample.toSketch(0, 40).toBytes());
    assertThat(new NumberSample().passes(1)).isFalse();
  }

  @Test
  void samples_addUp() {
    QuantileSketch all = new QuantileSketch();
    for (int part = 0; part < 40; part++) {
      for (int i = 0; i < 5_000; i++) {
        sample.add(i * 0.6180339887498949 % 1);
      }
      all = all.merge(sample.toSketch(0, 1));
      sample.clear();
    }
    assertThat((double) all.count()).isCloseTo(200_000, Offset.offset(3_000.0));
    for (double rank : new double[] {0.01, 0.25, 0.5, 0.75, 0.99}) {
      assertThat(all.quantile(rank)).isCloseTo(rank, Offset.offset(0.03));
    }
  }
}
