package dev.leeway.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BinCountsTest {

  private static final int BLOCK = 64;

  private final SplittableRandom random = new SplittableRandom(8);

  @Test
  void counts_beyondTwoBytes_areKept() {
    BinCounts counts = new BinCounts(9);
    long[] expected = new long[9];
    for (int i = 0; i < 20_000; i++) {
      int rows = random.nextInt(BLOCK + 1);
      char[] added = counts.toAdd(rows);
      for (int row = 0; row < rows; row++) {
        int bin = random.nextInt(1 << random.nextInt(4));
        added[bin]++;
        expected[bin]++;
      }
    }

    assertThat(expected[0]).isGreaterThan(2L * Character.MAX_VALUE);
    assertThat(expected[8]).isZero();
    assertThat(counts.sum()).containsExactly(expected);
    assertThat(counts.sum()).containsExactly(expected);
  }

  @Test
  void clear_forgetsAll() {
    BinCounts counts = new BinCounts(2);
    for (int i = 0; i < 3_000; i++) {
      counts.toAdd(BLOCK)[1] += BLOCK;
    }
    assertThat(counts.sum()).containsExactly(0, 3_000 * BLOCK);

    counts.clear();

    assertThat(counts.sum()).containsExactly(0, 0);
    for (int i = 0; i < 3_000; i++) {
      counts.toAdd(BLOCK)[0] += BLOCK;
    }
    assertThat(counts.sum()).containsExactly(3_000 * BLOCK, 0);
  }
}
