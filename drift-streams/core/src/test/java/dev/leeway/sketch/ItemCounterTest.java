package dev.leeway.sketch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.event.ByteDictionary;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ItemCounterTest {

  private final ItemCounter items = new ItemCounter();

  @Test
  void fewItems_areAllCountedExactly() {
    SplittableRandom random = new SplittableRandom(3);
    Map<String, Long> expected = new TreeMap<>();
    for (int i = 0; i < 20_000; i++) {
      String item = "item " + "é".repeat(random.nextInt(30)) + random.nextInt(6);
      assertThat(add(item)).isEqualTo(!expected.containsKey(item));
      expected.merge(item, 1L, Long::sum);
      if (i % 1_000 == 0) assertThat(items.toTopItems().all()).hasValue(new TreeMap<>(expected));
    }
    assertThat(expected).hasSizeBetween(150, ItemCounter.MOST);
    assertThat(items.toTopItems().all()).hasValue(new TreeMap<>(expected));
  }

  @Test
  void manyItems_haveTheirCountsWithinBounds() {
    SplittableRandom random = new SplittableRandom(4);
    Map<String, Long> counts = new HashMap<>();
    int all = 100_000;
    for (int i = 0; i < all; i++) {
      String item = "v" + (int) Math.pow(50_000, random.nextDouble());
      add(item);
      counts.merge(item, 1L, Long::sum);
    }

    TopItems top = TopItems.fromBytes(items.toTopItems().toBytes());

    assertThat(top.all()).isEmpty();
    assertThat(top.top(300)).hasSizeLessThanOrEqualTo(ItemCounter.MOST).hasSizeGreaterThan(20);
    for (TopItems.Item item : top.top(300)) {
      assertThat(counts.get(item.value())).isBetween(item.atLeast(), item.atMost());
      // The error of 256 slots is 3.5 / 256 of all.
      assertThat(item.atMost() - item.atLeast()).isLessThanOrEqualTo(all * 35L / 2_560);
    }
    assertThat(top.top(3)).extracting(TopItems.Item::value).containsExactly("v1", "v2", "v3");
    TopItems twice = top.merge(items.toTopItems());
    assertThat(twice.top(1).get(0).atLeast()).isGreaterThan(top.top(1).get(0).atLeast());
  }

  @Test
  void equalHashes_areNotTrusted() {
    byte[] bytes = "onetwo".getBytes(UTF_8);
    items.add(bytes, 0, 3, 42);
    items.add(bytes, 3, 3, 42);
    items.add(bytes, 3, 3, 42);
    assertThat(items.toTopItems().all()).hasValue(new TreeMap<>(Map.of("one", 1L, "two", 2L)));
  }

  @Test
  void longTexts_areCut_andNoBytesOfTextAreTaken() {
    byte[] bytes = "x".repeat(1_000).getBytes(UTF_8);
    items.add(bytes, 0, bytes.length, 1);
    items.add(new byte[] {(byte) 0xFF}, 0, 1, 2);
    items.add(bytes, 0, 0, 3);
    assertThat(items.toTopItems().all())
        .hasValue(
            new TreeMap<>(Map.of("x".repeat(ItemCounter.MOST_BYTES), 1L, "\uFFFD", 1L, "", 1L)));
  }

  @Test
  void clear_forgetsAll() {
    for (int i = 0; i < 1_000; i++) {
      add("v" + i);
    }
    items.clear();
    assertThat(items.toTopItems().isEmpty()).isTrue();
    assertThat(add("v1")).isTrue();
    assertThat(items.toTopItems().all()).hasValue(new TreeMap<>(Map.of("v1", 1L)));
  }

  private boolean add(String item) {
    byte[] bytes = ("-" + item).getBytes(UTF_8);
    long hash = ByteDictionary.hash(bytes, 1, bytes.length - 1);
    return items.add(bytes, 1, bytes.length - 1, hash);
  }
}
