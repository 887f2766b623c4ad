package dev.leeway.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.leeway.event.ByteDictionary;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/**
 * Bytes that are no sketch of ours are refused before anything is allocated for them; what is read
 * can be merged, asked and written whatever the bytes were.
 */
class SketchDamageTest {

  /** What reading may take beside the bytes themselves: a sketch, or a refusal's exception. */
  private static final int MOST_ALLOCATED = 200_000;

  private static final int[] SIZES = {0, 1, 2, 7, 8, 100, 384, 385, 1_000, 20_000};

  @RepeatedTest(20)
  void sketchesOfEverySize_areRead(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    for (int size : SIZES) {
      QuantileSketch quantiles = quantiles(size, random);
      assertThat(QuantileSketch.fromBytes(quantiles.toBytes()).toBytes())
          .isEqualTo(quantiles.toBytes());
      QuantileSketch sampled = quantiles.merge(sample(size, random));
      assertThat(QuantileSketch.fromBytes(sampled.toBytes()).count()).isEqualTo(sampled.count());
      QuantileSketch merged = quantiles.merge(sampled);
      assertThat(QuantileSketch.fromBytes(merged.toBytes()).count()).isEqualTo(merged.count());

      DistinctSketch distinct = distinct(size, random);
      assertThat(DistinctSketch.fromBytes(distinct.toBytes()).estimate())
          .isEqualTo(distinct.estimate());
      DistinctSketch union = distinct.merge(distinct(size / 2, random));
      assertThat(DistinctSketch.fromBytes(union.toBytes()).estimate()).isEqualTo(union.estimate());

      TopItems items = items(size, random);
      assertThat(TopItems.fromBytes(items.toBytes()).top(300)).hasSameSizeAs(items.top(300));
      TopItems both = items.merge(items(size, random));
      assertThat(TopItems.fromBytes(both.toBytes()).top(300)).hasSameSizeAs(both.top(300));
    }
  }

  @RepeatedTest(30)
  void damagedBytes_areRefused_orASketchThatCanBeMerged(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    QuantileSketch quantiles = quantiles(3_000, random);
    DistinctSketch distinct = distinct(3_000, random);
    TopItems items = items(3_000, random);
    for (int size : SIZES) {
      byte[] kll = quantiles(size, random).toBytes();
      byte[] hll = distinct(size, random).toBytes();
      byte[] top = items(size, random).toBytes();
      for (int i = 0; i < 40; i++) {
        tryOut(damaged(kll, random), bytes -> useQuantiles(bytes, quantiles));
        tryOut(damaged(hll, random), bytes -> useDistinct(bytes, distinct));
        tryOut(damaged(top, random), bytes -> useItems(bytes, items));
      }
    }
  }

  @Test
  void anotherSizeThanOurs_isRefused() {
    byte[] largeKll = new QuantileSketch().toBytes();
    ByteBuffer.wrap(largeKll).order(ByteOrder.LITTLE_ENDIAN).putShort(4, (short) 65_535);
    byte[] largeHll = new DistinctSketch().toBytes();
    largeHll[3] = 21;
    byte[] largeItems = new TopItems().toBytes();
    largeItems[3] = 26;

    assertRefused(largeKll, QuantileSketch::fromBytes);
    assertRefused(largeHll, DistinctSketch::fromBytes);
    assertRefused(largeItems, TopItems::fromBytes);
  }

  @Test
  void quantilesThatContradictThemselves_areRefused() {
    byte[] bytes = quantiles(1_000, new SplittableRandom(3)).toBytes();
    int levels = bytes[18];
    int minAt = 20 + 4 * levels;
    assertRefused(withLong(bytes, 8, 999), QuantileSketch::fromBytes);
    assertRefused(withDouble(bytes, minAt, 0.5), QuantileSketch::fromBytes);
    assertRefused(withDouble(bytes, minAt + 8, Double.NaN), QuantileSketch::fromBytes);
    assertRefused(withDouble(bytes, bytes.length - 8, -1), QuantileSketch::fromBytes);
    assertRefused(
        withDouble(bytes, bytes.length - 8, Double.POSITIVE_INFINITY), QuantileSketch::fromBytes);
    assertRefused(Arrays.copyOf(bytes, bytes.length - 8), QuantileSketch::fromBytes);
    assertRefused(Arrays.copyOf(bytes, bytes.length + 8), QuantileSketch::fromBytes);
  }

  @Test
  void countsOfNamesThatOverflow_areRefused() {
    byte[] bytes = items(10, new SplittableRandom(4)).toBytes();
    assertRefused(withLong(bytes, 32, Long.MAX_VALUE), TopItems::fromBytes);
    assertRefused(withLong(bytes, 32, -1), TopItems::fromBytes);
    assertRefused(withLong(bytes, 24, Long.MAX_VALUE), TopItems::fromBytes);
  }

  private static void useQuantiles(byte[] bytes, QuantileSketch good) {
    QuantileSketch read = reading(bytes, QuantileSketch::fromBytes);
    QuantileSketch merged = good.merge(read).merge(read);
    assertThat(merged.quantile(0.5)).isFinite();
    assertThat(merged.count()).isEqualTo(good.count() + 2 * read.count());
    assertThat(QuantileSketch.fromBytes(merged.toBytes()).count()).isEqualTo(merged.count());
    assertThat(read.merge(good).count()).isEqualTo(good.count() + read.count());
  }

  private static void useDistinct(byte[] bytes, DistinctSketch good) {
    DistinctSketch read = reading(bytes, DistinctSketch::fromBytes);
    DistinctSketch merged = read.merge(good).merge(read);
    assertThat(merged.upperBound()).isGreaterThanOrEqualTo(merged.estimate());
    assertThat(DistinctSketch.fromBytes(merged.toBytes()).estimate()).isEqualTo(merged.estimate());
    assertThat(good.merge(read).estimate()).isFinite();
  }

  private static void useItems(byte[] bytes, TopItems good) {
    TopItems read = reading(bytes, TopItems::fromBytes);
    TopItems merged = good.merge(read).merge(read);
    assertThat(merged.top(10)).isNotEmpty();
    assertThat(merged.all()).isNotNull();
    assertThat(TopItems.fromBytes(merged.toBytes()).top(1)).hasSize(1);
    assertThat(read.merge(good).top(10)).isNotEmpty();
  }

  private interface Use {
    void of(byte[] bytes);
  }

  private static void tryOut(byte[] bytes, Use use) {
    try {
      use.of(bytes);
    } catch (CorruptStateException expected) {
      assertThat(expected).hasMessageNotContaining("OutOfMemory");
    }
  }

  /** Reads, and allocates no more than the bytes are worth, whether they are refused or not. */
  private static <T> T reading(byte[] bytes, Function<byte[], T> reader) {
    long before = allocated();
    try {
      return reader.apply(bytes);
    } finally {
      assertThat(allocated() - before).isLessThan(MOST_ALLOCATED + 20L * bytes.length);
    }
  }

  private static byte[] damaged(byte[] bytes, SplittableRandom random) {
    byte[] damaged = bytes.clone();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      // Most of what can go wrong stands at the beginning.
      int most = random.nextBoolean() ? Math.min(48, damaged.length) : damaged.length;
      int at = random.nextInt(most);
      damaged[at] =
          random.nextBoolean()
              ? (byte) random.nextInt(256)
              : (byte) (damaged[at] ^ 1 << random.nextInt(8));
    }
    return random.nextInt(8) == 0
        ? Arrays.copyOf(damaged, random.nextInt(damaged.length + 9))
        : damaged;
  }

  private static QuantileSketch quantiles(int size, SplittableRandom random) {
    QuantileSketch sketch = new QuantileSketch();
    for (int i = 0; i < size; i++) {
      sketch.add(random.nextDouble());
    }
    return sketch;
  }

  private static QuantileSketch sample(int size, SplittableRandom random) {
    NumberSample sample = new NumberSample();
    for (int i = 0; i < size; i++) {
      sample.add(random.nextDouble());
    }
    return sample.toSketch(0, 1);
  }

  private static DistinctSketch distinct(int size, SplittableRandom random) {
    DistinctSketch sketch = new DistinctSketch();
    for (int i = 0; i < size; i++) {
      byte[] bytes = ByteBuffer.allocate(8).putLong(random.nextLong()).array();
      sketch.add(ByteDictionary.hash(bytes, 0, bytes.length));
    }
    return sketch;
  }

  private static TopItems items(int size, SplittableRandom random) {
    TopItems items = new TopItems();
    for (int i = 0; i < size; i++) {
      items.add("name-" + random.nextInt(1 + size / 2));
    }
    return items;
  }

  private static <T> void assertRefused(byte[] bytes, Function<byte[], T> reader) {
    assertThatExceptionOfType(CorruptStateException.class).isThrownBy(() -> reading(bytes, reader));
  }

  private static byte[] withLong(byte[] bytes, int at, long value) {
    byte[] changed = bytes.clone();
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putLong(at, value);
    return changed;
  }

  private static byte[] withDouble(byte[] bytes, int at, double value) {
    return withLong(bytes, at, Double.doubleToLongBits(value));
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }
}
