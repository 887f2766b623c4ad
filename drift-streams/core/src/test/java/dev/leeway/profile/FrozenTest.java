package dev.leeway.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is frozen with a reference besides grids. */
class FrozenTest {

  @Test
  void vocabulary_knowsItsTokens_andOfReferenceRowsThoseOfOthersOnly() {
    Vocabulary vocabulary = new Vocabulary(new long[] {0, 5, -7}, new long[] {9});

    for (long hash : new long[] {0, 5, -7}) {
      assertThat(vocabulary.has(hash)).isTrue();
      assertThat(vocabulary.hasFromOthers(hash)).isTrue();
    }
    assertThat(vocabulary.has(9)).isTrue();
    assertThat(vocabulary.hasFromOthers(9)).isFalse();
    assertThat(vocabulary.has(6)).isFalse();
    assertThat(vocabulary.size()).isEqualTo(4);
    assertThat(vocabulary)
        .isEqualTo(new Vocabulary(new long[] {-7, 0, 5}, new long[] {9}))
        .isNotEqualTo(new Vocabulary(new long[] {-7, 0, 5, 9}, new long[0]));
  }

  @Test
  void vocabulary_ofTooManyTokensOrOneTwice_isRefused() {
    long[] many = LongStream.rangeClosed(0, Vocabulary.MOST).toArray();

    assertThatIllegalArgumentException().isThrownBy(() -> new Vocabulary(many, new long[0]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Vocabulary(new long[] {3}, new long[] {3}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Vocabulary(new long[] {0, 0}, new long[0]));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 0.3, 1e-300, 1e300, 4.9e-324})
  void vectorGrid_givesTheLargestComponentManyUnits_andHasRoomForLargerOnes(double largest) {
    VectorGrid grid = VectorGrid.of(new double[] {largest, -largest / 2}, largest);

    assertThat(grid.unit()).isPositive().isFinite();
    assertThat(grid.units(largest)).isBetween(0L, 1L << 15);
    assertThat(grid.units(-largest)).isEqualTo(-grid.units(largest));
    assertThat(grid.units(Double.MAX_VALUE)).isBetween(1L << 14, 1L << 19);
    if (largest > 1e-290) {
      assertThat(grid.units(largest)).isGreaterThanOrEqualTo(1L << 14);
      assertThat(grid.direction(0)).isGreaterThan(0.89).isLessThan(0.9);
      assertThat(grid.direction(1)).isEqualTo(-grid.direction(0) / 2);
    }
  }

  @Test
  void vectorGrid_ofAMeanWithoutDirection_hasNone() {
    VectorGrid grid = VectorGrid.of(new double[] {0, 0}, 0);

    assertThat(grid.direction(0)).isZero();
    assertThat(grid.dimension()).isEqualTo(2);
  }

  @Test
  void vectorGrid_ofWhatCannotBe_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new VectorGrid(0, new double[0]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VectorGrid(0, new double[VectorGrid.MOST + 1]));
    assertThatIllegalArgumentException().isThrownBy(() -> new VectorGrid(0, new double[] {1.5}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VectorGrid(0, new double[] {Double.NaN}));
    assertThatIllegalArgumentException().isThrownBy(() -> new VectorGrid(2_000, new double[] {1}));
  }

  @Test
  void facet_withoutItsColumn_orUnderAnotherName_isRefused() {
    ColumnLayout tokens = facet("review:tokens", ColumnKind.TEXT, Facet.TOKENS);

    assertThat(tokens.column()).isEqualTo("review");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Layout(List.of(tokens)))
        .withMessageContaining("review:tokens");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> facet("review:words", ColumnKind.TEXT, Facet.TOKENS));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> facet("review:hour", ColumnKind.TEXT, Facet.HOUR));
  }

  private static ColumnLayout facet(String name, ColumnKind kind, Facet facet) {
    return new ColumnLayout.Numeric(
        name, kind, new Edges(new double[] {0}), Cuts.NONE, facet, Frozen.Nothing.NOTHING);
  }
}
