package dev.leeway.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.leeway.event.ByteDictionary;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Sketches keep the errors that DataSketches publishes, merged or not, and refuse damage. */
class SketchTest {

  private final SplittableRandom random = new SplittableRandom(17);

  @Test
  void quantiles_areWithinTheRankError_merged() {
    QuantileSketch merged = new QuantileSketch();
    for (int part = 0; part < 20; part++) {
      QuantileSketch sketch = new QuantileSketch();
      for (int i = 0; i < 2_000; i++) {
        sketch.add(random.nextDouble());
      }
      byte[] before = sketch.toBytes();
      merged = merged.merge(sketch);
      assertThat(sketch.toBytes()).isEqualTo(before);
    }

    assertThat(merged.count()).isEqualTo(40_000);
    assertThat(merged.rankError()).isBetween(0.013, 0.014);
    for (double rank = 0.01; rank < 1; rank += 0.01) {
      // The bound holds for each quantile with 99 %; twice the bound for all.
      assertThat(merged.quantile(rank)).isBetween(rank - 0.027, rank + 0.027);
    }
    assertThat(QuantileSketch.fromBytes(merged.toBytes()).quantile(0.5))
        .isEqualTo(merged.quantile(0.5));
  }

  @Test
  void quantile_ofNothing_isRefused() {
    assertThatIllegalStateException().isThrownBy(() -> new QuantileSketch().quantile(0.5));
    assertThat(new QuantileSketch().merge(new QuantileSketch()).count()).isZero();
  }

  @Test
  void distinct_isWithinFourStandardErrors_andDoesNotMindOrderOrRepetition() {
    DistinctSketch forwards = new DistinctSketch();
    DistinctSketch even = new DistinctSketch();
    DistinctSketch odd = new DistinctSketch();
    for (int i = 0; i < 20_000; i++) {
      forwards.add(hash(i));
      forwards.add(hash(i / 2));
      (i % 2 == 0 ? even : odd).add(hash(i));
    }

    assertThat(forwards.estimate()).isBetween(20_000 * 0.935, 20_000 * 1.065);
    assertThat(odd.merge(even).estimate()).isEqualTo(even.merge(odd).estimate());
    assertThat(even.merge(odd).estimate()).isBetween(20_000 * 0.935, 20_000 * 1.065);
    assertThat(new DistinctSketch().merge(even).estimate()).isEqualTo(even.estimate());
    assertThat(DistinctSketch.fromBytes(even.toBytes()).estimate()).isEqualTo(even.estimate());
  }

  @Test
  void topItems_boundTheirCounts() {
    TopItems items = new TopItems();
    TopItems others = new TopItems();
    for (int i = 0; i < 30_000; i++) {
      (i % 3 == 0 ? items : others).add(i % 4 == 0 ? "often" : "rare-" + i);
    }

    TopItems merged = TopItems.fromBytes(items.merge(others).toBytes());

    TopItems.Item first = merged.top(1).get(0);
    assertThat(first.value()).isEqualTo("often");
    assertThat(first.atLeast()).isLessThanOrEqualTo(7_500);
    assertThat(first.atMost()).isGreaterThanOrEqualTo(7_500);
    // The error of 256 slots is 3.5 / 256 of all.
    assertThat(first.atMost() - first.atLeast()).isLessThanOrEqualTo(30_000 * 35 / 2_560);
    assertThat(merged.top(0)).isEmpty();
    assertThat(new TopItems().top(3)).isEmpty();
  }

  @Test
  void whatWasMerged_isComplete_andOfAnyNumberOfParts() {
    DistinctSketch distinct = new DistinctSketch();
    TopItems items = new TopItems();
    QuantileSketch quantiles = new QuantileSketch();
    for (int part = 0; part < 100; part++) {
      DistinctSketch some = new DistinctSketch();
      some.add(hash(part));
      distinct = distinct.merge(some);
      TopItems more = new TopItems();
      more.add("item-" + part % 5);
      items = items.merge(more);
      QuantileSketch one = new QuantileSketch();
      one.add(part);
      quantiles = quantiles.merge(one);
    }

    assertThat(distinct.estimate()).isBetween(99.0, 101.0);
    assertThat(items.all().orElseThrow()).hasSize(5).containsEntry("item-3", 20L);
    assertThat(quantiles.count()).isEqualTo(100);
    assertThat(quantiles.quantile(0.5)).isBetween(49.0, 51.0);
    assertThatIllegalStateException().isThrownBy(() -> merged(new DistinctSketch()).add(1));
    assertThatIllegalStateException().isThrownBy(() -> merged(new TopItems()).add("more"));
    assertThatIllegalStateException().isThrownBy(() -> merged(new QuantileSketch()).add(1));
  }

  private static DistinctSketch merged(DistinctSketch one) {
    DistinctSketch other = new DistinctSketch();
    one.add(1);
    other.add(2);
    return one.merge(other);
  }

  private static TopItems merged(TopItems one) {
    TopItems other = new TopItems();
    one.add("one");
    other.add("other");
    return one.merge(other);
  }

  private static QuantileSketch merged(QuantileSketch one) {
    return one.merge(new QuantileSketch());
  }

  @Test
  void topItems_ofOtherSizeOrFalseLengths_areRefusedBeforeTheyAreRead() {
    TopItems items = new TopItems();
    items.add("a");
    byte[] whole = items.toBytes();
    assertThat(TopItems.fromBytes(whole).top(1)).hasSize(1);

    byte[] larger = whole.clone();
    larger[3] = 26;
    byte[] more = whole.clone();
    ByteBuffer.wrap(more).put(11, (byte) 0x7F);
    byte[] longName = whole.clone();
    longName[whole.length - 2] = 0x7F;
    for (byte[] wrong :
        new byte[][] {larger, more, longName, new byte[0], Arrays.copyOf(whole, 7)}) {
      assertThatExceptionOfType(CorruptStateException.class)
          .isThrownBy(() -> TopItems.fromBytes(wrong));
    }
  }

  private static long hash(int i) {
    byte[] bytes = ByteBuffer.allocate(4).putInt(i).array();
    return ByteDictionary.hash(bytes, 0, 4);
  }
}
