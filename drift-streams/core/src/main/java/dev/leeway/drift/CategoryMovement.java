package dev.leeway.drift;

import dev.leeway.profile.SpecialBin;
import dev.leeway.sketch.TopItems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** Which categories changed most, and which are new. */
final class CategoryMovement {

  /** Categories and new names told. */
  private static final int TOLD = 3;

  /** Longest part of a name that is told. */
  private static final int LONGEST = 40;

  private static final Comparator<TopItems.Item> MOST_FREQUENT =
      Comparator.comparingLong((TopItems.Item item) -> -item.atLeast())
          .thenComparing(TopItems.Item::value);

  private final List<String> categories;
  private final Distribution reference;
  private final Distribution current;

  CategoryMovement(List<String> categories, Distribution reference, Distribution current) {
    this.categories = categories;
    this.reference = reference;
    this.current = current;
  }

  String inWords() {
    if (reference.regular() == 0) return "no categories to compare";
    StringJoiner words = new StringJoiner(", ");
    for (int bin : mostMoved()) {
      // The first is told even if it hardly moved: there is always something to read.
      if (words.length() > 0 && Math.abs(moved(bin)) < Movement.WORTH_A_WORD) break;
      words.add(Movement.points(moved(bin)) + " " + plain(categories.get(bin)));
    }
    int newOnes = reference.bin(SpecialBin.NEW_CATEGORY);
    if (reference.count(newOnes) == 0 && current.count(newOnes) > 0) {
      words.add(newValues(current.count(newOnes), current.share(newOnes)));
    }
    return words.toString();
  }

  /** The categories that moved most, the most first; of equals the one the layout has first. */
  private List<Integer> mostMoved() {
    List<Integer> most = new ArrayList<>();
    for (int bin = 0; bin < reference.regular(); bin++) {
      double moved = Math.abs(moved(bin));
      int place = most.size();
      while (place > 0 && Math.abs(moved(most.get(place - 1))) < moved) place--;
      if (place == TOLD) continue;
      most.add(place, bin);
      if (most.size() > TOLD) most.remove(TOLD);
    }
    return most;
  }

  private double moved(int bin) {
    return current.share(bin) - reference.share(bin);
  }

  /**
   * How many new values there are, and the most frequent ones by name. Of so many that only
   * estimates are kept of them, no more than that is said: estimates depend on the order of rows.
   */
  private String newValues(long rows, double share) {
    List<TopItems.Item> items = current.newNames().top(Integer.MAX_VALUE);
    boolean all = items.stream().mapToLong(TopItems.Item::atLeast).sum() == rows;
    if (!all) return "new: many values, " + Movement.percent(share);
    String names =
        items.stream()
            .sorted(MOST_FREQUENT)
            .limit(TOLD)
            .map(item -> plain(item.value()))
            .collect(Collectors.joining(", ", "", items.size() > TOLD ? ", ..." : ""));
    return String.format(
        Locale.ROOT,
        "new: %d %s (%s), %s",
        items.size(),
        items.size() == 1 ? "value" : "values",
        names,
        Movement.percent(share));
  }

  /** A category may hold anything, a terminal's control characters too. */
  private static String plain(String name) {
    String plain = name.replaceAll("\\p{Cntrl}", "?");
    if (plain.codePointCount(0, plain.length()) <= LONGEST) return plain;
    return plain.substring(0, plain.offsetByCodePoints(0, LONGEST)) + "...";
  }
}
