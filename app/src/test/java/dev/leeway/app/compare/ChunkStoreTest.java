package dev.leeway.app.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.app.rows.RowVisitor;
import dev.leeway.mode.Sample;
import dev.leeway.profile.ColumnKind;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Edges;
import dev.leeway.profile.Layout;
import dev.leeway.profile.ProfileBuilder;
import dev.leeway.profile.ProfileCodec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ChunkStoreTest {

  private static final Layout LAYOUT =
      new Layout(
          List.of(
              new ColumnLayout.Numeric("n", ColumnKind.NUMERIC, new Edges(new double[] {10, 20})),
              new ColumnLayout.Categorical("c", ColumnKind.CATEGORICAL, List.of("x", "y"))));

  private static final long PLENTY = 1 << 20;

  @Test
  void chunksThatAreOpenedAgain_countAsThoughTheyHadStayedOpen() {
    ChunkStore few = store(Optional.empty(), new ChunkStore.Limits(1, PLENTY));
    ChunkStore many = store(Optional.empty(), new ChunkStore.Limits(100, PLENTY));
    for (ChunkStore store : List.of(few, many)) {
      for (int row = 0; row < 500; row++) {
        row(store, row % 7, row);
      }
    }

    assertThat(few.keys()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
    for (long key : few.keys()) {
      assertThat(ProfileCodec.decisionBytes(few.profile(key)))
          .isEqualTo(ProfileCodec.decisionBytes(many.profile(key)));
      assertThat(few.rows(key)).isEqualTo(many.rows(key)).isEqualTo(few.profile(key).rows());
      assertThat(few.firstRow(key)).isEqualTo(key + 1);
    }
  }

  @Test
  void next_refusesMoreChunksThanMemoryHolds() {
    ChunkStore store = store(Optional.empty(), new ChunkStore.Limits(1, 2_000));

    assertThatThrownBy(
            () -> {
              for (int row = 0; row < 500; row++) {
                row(store, row, row);
              }
            })
        .isInstanceOf(ComparisonException.class)
        .hasMessageContaining("chunks do not fit into memory");
  }

  @Test
  void exact_keepsTheValuesOfEachChunk() {
    ChunkStore store = store(Optional.of(new ExactLimit(2)), new ChunkStore.Limits(1, PLENTY));
    for (int row = 0; row < 6; row++) {
      row(store, row % 2, row);
    }

    ExactRows odd = store.exact(1).orElseThrow();
    assertThat(((Sample.Numbers) odd.sample(0)).sorted()).containsExactly(1, 3, 5);
    assertThat(((Sample.Words) odd.sample(1)).counts()).containsEntry("y", 3L).hasSize(1);
  }

  @Test
  void exact_isEmptyBeyondTheLimit() {
    ChunkStore store =
        store(Optional.of(new ExactLimit(2, 5, 100)), new ChunkStore.Limits(1, PLENTY));
    for (int row = 0; row < 6; row++) {
      row(store, row % 2, row);
    }

    assertThat(store.exact(0)).isEmpty();
    assertThat(store.profile(0).rows()).isEqualTo(3);
  }

  private static void row(ChunkStore store, long key, long row) {
    RowVisitor cells = store.next(key, row + 1);
    cells.startRow();
    cells.integer(0, row);
    cells.text(1, row % 2 == 0 ? "x" : "y");
    cells.endRow();
  }

  private static ChunkStore store(Optional<ExactLimit> exact, ChunkStore.Limits limits) {
    return new ChunkStore(
        new ChunkStore.Columns(
            List.of("n", "c"), new ProfileBuilder.Counting(LAYOUT), OptionalInt.empty()),
        exact,
        limits);
  }
}
