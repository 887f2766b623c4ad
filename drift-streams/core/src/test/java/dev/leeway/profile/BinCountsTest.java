package dev.leeway.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BinCountsTest {

  @Test
  void counts_beyondAnInt_areKept() {
    BinCounts counts = new BinCounts(2);
    for (int i = 0; i < 3; i++) {
      counts.toAdd(Integer.MAX_VALUE)[0] += Integer.MAX_VALUE - 1;
      counts.toAdd(1)[1]++;
    }

    assertThat(counts.sum()).containsExactly(3L * (Integer.MAX_VALUE - 1), 3);
    assertThat(counts.toAdd(5)).hasSize(2);
    assertThat(counts.sum()).containsExactly(3L * (Integer.MAX_VALUE - 1), 3);
  }

  @Test
  void clear_forgetsAll() {
    BinCounts counts = new BinCounts(1);
    counts.toAdd(Integer.MAX_VALUE)[0] = Integer.MAX_VALUE;
    counts.toAdd(1)[0]++;

    counts.clear();

    assertThat(counts.sum()).containsExactly(0);
    counts.toAdd(Integer.MAX_VALUE)[0]++;
    assertThat(counts.sum()).containsExactly(1);
  }
}
