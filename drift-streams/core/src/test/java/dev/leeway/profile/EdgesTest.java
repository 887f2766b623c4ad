package dev.leeway.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgesTest {

  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129, 200, 255, 256,
        257, 1000
      })
  void bin_isTheNumberOfEdgesBelow(int size) {
    for (int seed = 0; seed < 4; seed++) {
      SplittableRandom random = new SplittableRandom(31L * size + seed);
      double[] grid = grid(size, random);
      Edges edges = new Edges(grid);

      assertThat(edges.size()).isEqualTo(size);
      assertThat(edges.bins()).isEqualTo(size + 1);
      for (double edge : grid) {
        assertBin(edges, grid, edge);
        assertBin(edges, grid, Math.nextUp(edge));
        assertBin(edges, grid, Math.nextDown(edge));
      }
      for (int i = 0; i < 300; i++) {
        assertBin(edges, grid, random.nextDouble(-2, 2));
      }
      for (double value : EXTREMES) {
        assertBin(edges, grid, value);
      }
    }
  }

  @RepeatedTest(20)
  void bin_isRight_howeverEdgesAreSpread(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    DoubleSupplier[] spreads = {
      () -> random.nextDouble(),
      () -> 1e9 + random.nextDouble(),
      () -> Math.exp(random.nextDouble(-30, 30)),
      () -> -Math.exp(random.nextDouble(-700, 700)),
      () -> Math.scalb(random.nextDouble(-1, 1), random.nextInt(-1_074, 1_024)),
      () -> random.nextInt(-300, 300),
      () -> random.nextInt(300) * Double.MIN_VALUE,
      () -> random.nextInt(10) == 0 ? random.nextDouble(-1e300, 1e300) : random.nextDouble(),
      () -> Double.longBitsToDouble(random.nextLong()),
    };
    for (DoubleSupplier spread : spreads) {
      double[] grid =
          DoubleStream.generate(spread)
              .filter(Double::isFinite)
              .map(edge -> edge + 0.0)
              .limit(random.nextInt(1, 400))
              .sorted()
              .distinct()
              .toArray();
      Edges edges = new Edges(grid);

      for (double edge : grid) {
        assertBin(edges, grid, edge);
        if (edge < Double.MAX_VALUE) assertBin(edges, grid, Math.nextUp(edge));
        if (edge > -Double.MAX_VALUE) assertBin(edges, grid, Math.nextDown(edge));
      }
      DoubleStream.generate(spread)
          .filter(Double::isFinite)
          .limit(300)
          .forEach(value -> assertBin(edges, grid, value));
      for (double value : EXTREMES) {
        assertBin(edges, grid, value);
      }
    }
  }

  @Test
  void bin_ofZero_isTheSameForBothSigns() {
    for (double zero : new double[] {0.0, -0.0}) {
      Edges edges = new Edges(new double[] {-Double.MIN_VALUE, zero, Double.MIN_VALUE});

      assertThat(edges.bin(0.0)).isEqualTo(1);
      assertThat(edges.bin(-0.0)).isEqualTo(1);
    }
  }

  @Test
  void bin_onExtremeEdges_isRight() {
    Edges edges = new Edges(new double[] {-Double.MAX_VALUE, 0, Double.MAX_VALUE});

    assertThat(edges.bin(-Double.MAX_VALUE)).isZero();
    assertThat(edges.bin(Math.nextUp(-Double.MAX_VALUE))).isEqualTo(1);
    assertThat(edges.bin(Double.MIN_VALUE)).isEqualTo(2);
    assertThat(edges.bin(Double.MAX_VALUE)).isEqualTo(2);
  }

  @Test
  void new_withEdgesThatDoNotAscendOrAreNotFinite_isRefused() {
    for (double[] wrong :
        new double[][] {
          {1, 1}, {2, 1}, {0.0, -0.0}, {Double.NaN}, {1, Double.POSITIVE_INFINITY}, {1, Double.NaN}
        }) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Edges(wrong));
    }
  }

  @Test
  void edges_areNotChangedFromOutside() {
    double[] given = {1, 2};
    Edges edges = new Edges(given);
    given[0] = 5;
    edges.toArray()[1] = 0;

    assertThat(edges).isEqualTo(new Edges(new double[] {1, 2}));
    assertThat(edges.bin(1.5)).isEqualTo(1);
  }

  private static final double[] EXTREMES = {
    0.0, -0.0, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, 1e-300
  };

  private static void assertBin(Edges edges, double[] grid, double value) {
    int below = 0;
    for (double edge : grid) {
      if (edge < value) below++;
    }
    assertThat(edges.bin(value)).as("bin of %s", value).isEqualTo(below);
  }

  /** Ascending numbers in about [-1, 1], some of them next to each other. */
  private static double[] grid(int size, SplittableRandom random) {
    double[] grid = new double[size];
    double last = -1 - random.nextDouble();
    for (int i = 0; i < size; i++) {
      boolean neighbour = random.nextInt(4) == 0;
      last = neighbour ? Math.nextUp(last) : last + random.nextDouble(1e-9, 4.0 / (size + 1));
      grid[i] = last;
    }
    return grid;
  }
}
