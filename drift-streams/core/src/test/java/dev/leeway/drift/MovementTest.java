package dev.leeway.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MovementTest {

  @Test
  void inWords_tellsTheThreeCategoriesThatMovedMost() {
    List<Object> before = words("ORD", 30, "ATL", 30, "JFK", 20, "BOS", 15, "SFO", 5);
    List<Object> now = words("ORD", 39, "ATL", 24, "JFK", 16, "BOS", 16, "SFO", 5);

    assertThat(movement(before, now)).isEqualTo("+9.0 pp ORD, -6.0 pp ATL, -4.0 pp JFK");
  }

  @Test
  void inWords_tellsNewCategoriesByName() {
    List<Object> before = words("ORD", 50, "ATL", 50);
    List<Object> now = words("ORD", 48, "ATL", 48, "ZRH", 2, "GVA", 1, "BSL", 1);

    assertThat(movement(before, now))
        .isEqualTo("-2.0 pp ATL, -2.0 pp ORD, new: 3 values (ZRH, BSL, GVA), 4.0 %");
  }

  @Test
  void inWords_tellsOneNewCategoryAndCutsItsName() {
    String name = "long\n" + "x".repeat(60);
    List<Object> now = words("ORD", 49, "ATL", 49, name, 2);

    assertThat(movement(words("ORD", 50, "ATL", 50), now))
        .endsWith("new: 1 value (long?" + "x".repeat(35) + "...), 2.0 %");
  }

  @Test
  void inWords_namesNoneOfMoreNewCategoriesThanAreKept() {
    List<Object> now = new ArrayList<>(words("ORD", 500));
    for (int i = 0; i < 500; i++) {
      now.add("new " + i);
    }

    assertThat(movement(words("ORD", 100), now))
        .isEqualTo("-50.0 pp ORD, new: many values, 50.0 %");
  }

  @Test
  void inWords_tellsMedianAndTheBinsOfNumbers() {
    List<Object> before = numbers(1, 100);
    List<Object> now = new ArrayList<>(numbers(1, 100));
    Collections.fill(now.subList(0, 10), 95.0);

    assertThat(movement(before, now))
        .isEqualTo("median 50 -> 60, +10.0 pp above 90 to 100, -10.0 pp from 1 to 10");
  }

  @Test
  void inWords_tellsWhatLiesOutsideTheReference() {
    List<Object> before = numbers(1, 100);
    List<Object> now = new ArrayList<>(before);
    Collections.fill(now.subList(0, 30), 200.0);
    assertThat(movement(before, now)).contains("+30.0 pp above 100");

    Collections.fill(now.subList(0, 30), -5.0);
    assertThat(movement(before, now)).contains("+30.0 pp below 1");
  }

  @Test
  void inWords_tellsAConstantThatChanged() {
    assertThat(movement(Collections.nCopies(50, 3.0), Collections.nCopies(50, 7.5)))
        .isEqualTo("median 3 -> above 3, +100.0 pp above 3, -100.0 pp at 3");
  }

  @Test
  void inWords_tellsNoMoreThanTheMedianWhereNothingMoved() {
    assertThat(movement(numbers(1, 100), numbers(1, 100))).isEqualTo("median 50 -> 50");
  }

  private static String movement(
      List<? extends @Nullable Object> before, List<? extends @Nullable Object> now) {
    Column column = Column.of(before);
    return new Movement(
            column.reference.layout().columns().get(0), column.expected(), column.current(now))
        .inWords();
  }

  private static List<Object> numbers(int from, int to) {
    return new ArrayList<>(
        IntStream.rangeClosed(from, to).mapToObj(i -> (Object) (double) i).toList());
  }

  private static List<Object> words(Object... namesAndTimes) {
    List<Object> words = new ArrayList<>();
    for (int i = 0; i < namesAndTimes.length; i += 2) {
      words.addAll(Collections.nCopies((Integer) namesAndTimes[i + 1], namesAndTimes[i]));
    }
    return words;
  }
}
