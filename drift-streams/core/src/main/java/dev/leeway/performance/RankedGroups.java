package dev.leeway.performance;

import static java.util.Collections.unmodifiableSortedMap;

import dev.leeway.profile.PayloadReader;
import dev.leeway.profile.PayloadWriter;
import dev.leeway.sketch.CorruptStateException;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The labelled items of rankings by query group: what a group's ranking is worth is not a sum over
 * its items, so they are kept.
 *
 * <p>Beyond {@link #MAX_ITEMS} different items, only groups are kept whose name's hash begins with
 * enough zero bits: whole groups, the same ones everywhere, whatever the order. The level never
 * falls again; where items were retracted after it rose, it can be higher than a count from scratch
 * would find it.
 *
 * @param level how many zero bits a group's hash must begin with
 * @param groups items by the name of their group, with their number, never 0
 */
public record RankedGroups(int level, SortedMap<String, SortedMap<Item, Long>> groups) {

  /** Most different items kept. */
  public static final int MAX_ITEMS = 1 << 16;

  public static final RankedGroups NONE = new RankedGroups(0, new TreeMap<>());

  /** An item of a ranking, ordered from the top. */
  public record Item(double score, double relevance) implements Comparable<Item> {

    private static final Comparator<Item> FROM_THE_TOP =
        Comparator.comparingDouble(Item::score)
            .reversed()
            .thenComparing(Comparator.comparingDouble(Item::relevance).reversed());

    /**
     * @throws IllegalArgumentException if a number is not finite
     */
    public Item {
      if (!Double.isFinite(score) || !Double.isFinite(relevance)) {
        throw new IllegalArgumentException("item " + score + ", " + relevance);
      }
    }

    @Override
    public int compareTo(Item other) {
      return FROM_THE_TOP.compare(this, other);
    }
  }

  public RankedGroups {
    SortedMap<String, SortedMap<Item, Long>> copy = new TreeMap<>();
    groups.forEach((name, items) -> copy.put(name, unmodifiableSortedMap(new TreeMap<>(items))));
    groups = unmodifiableSortedMap(copy);
  }

  public RankedGroups plus(RankedGroups other) {
    return sum(other, 1);
  }

  public RankedGroups minus(RankedGroups other) {
    return sum(other, -1);
  }

  /** Whether no item is counted less than no time. */
  public boolean isWhole() {
    return groups.values().stream()
        .flatMap(items -> items.values().stream())
        .allMatch(number -> number > 0);
  }

  private RankedGroups sum(RankedGroups other, int sign) {
    Builder sum = new Builder();
    sum.addAll(this, 1);
    sum.addAll(other, sign);
    return sum.build();
  }

  void writeTo(PayloadWriter out) {
    out.count(level).count(groups.size());
    groups.forEach(
        (name, items) -> {
          out.text(name).count(items.size());
          items.forEach(
              (item, number) -> out.number(item.score()).number(item.relevance()).integer(number));
        });
  }

  static RankedGroups readFrom(PayloadReader in) {
    int level = (int) Math.min(in.count(), Long.SIZE);
    SortedMap<String, SortedMap<Item, Long>> groups = new TreeMap<>();
    for (int rest = in.size(); rest > 0; rest--) {
      String name = in.text();
      SortedMap<Item, Long> items = new TreeMap<>();
      for (int left = in.size(); left > 0; left--) {
        items.put(new Item(in.number(), in.number()), in.integer());
      }
      if (items.isEmpty() || items.containsValue(0L) || groups.put(name, items) != null) {
        throw new CorruptStateException("no ranked group");
      }
    }
    return new RankedGroups(level, groups);
  }

  /** Counts items; for one thread. */
  static final class Builder {

    private final SortedMap<String, SortedMap<Item, Long>> groups = new TreeMap<>();
    private int level;
    private int items;

    void add(String group, Item item, long number) {
      if (leadingZeros(group) < level) return;
      SortedMap<Item, Long> counted = groups.computeIfAbsent(group, name -> new TreeMap<>());
      int before = counted.size();
      counted.merge(item, number, (a, b) -> a + b == 0 ? null : a + b);
      items += counted.size() - before;
      if (counted.isEmpty()) groups.remove(group);
      while (items > MAX_ITEMS) {
        raise(level + 1);
      }
    }

    void addAll(RankedGroups other, int sign) {
      if (other.level > level) raise(other.level);
      for (Map.Entry<String, SortedMap<Item, Long>> group : other.groups.entrySet()) {
        group.getValue().forEach((item, number) -> add(group.getKey(), item, sign * number));
      }
    }

    RankedGroups build() {
      return new RankedGroups(level, groups);
    }

    private void raise(int to) {
      level = to;
      groups.keySet().removeIf(group -> leadingZeros(group) < level);
      items = groups.values().stream().mapToInt(Map::size).sum();
    }

    /** Of an FNV-1a hash of the name, mixed by the finaliser of MurmurHash3. */
    private static int leadingZeros(String group) {
      long hash = 0xcbf29ce484222325L;
      for (int i = 0; i < group.length(); i++) {
        hash = (hash ^ group.charAt(i)) * 0x100000001b3L;
      }
      hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
      hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
      return Long.numberOfLeadingZeros(hash ^ (hash >>> 33));
    }
  }
}
