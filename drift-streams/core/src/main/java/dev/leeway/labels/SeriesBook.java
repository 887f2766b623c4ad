package dev.leeway.labels;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Numbers in place of series, so that an open prediction holds one byte or two for each. Numbers
 * are given in the order of appearance and differ from task to task; nothing rests on them. For one
 * thread.
 */
public final class SeriesBook {

  /** Most series of one book. */
  public static final int MAX_SERIES = 1 << 20;

  private final Map<Series, Integer> numbers = new HashMap<>();
  private final List<Series> series = new ArrayList<>();
  private final Journal journal;

  /** Keeps what a book holds; whoever opens the book anew reads it back in the order of numbers. */
  @FunctionalInterface
  public interface Journal {
    void added(int number, Series series);
  }

  public SeriesBook(Journal journal) {
    this.journal = journal;
  }

  /**
   * Reads back what an earlier book has journalled.
   *
   * @throws IllegalStateException if numbers do not come in their order from 0
   */
  public void restore(int number, Series read) {
    if (number != series.size()) {
      throw new IllegalStateException("series " + number + " after " + series.size());
    }
    numbers.put(read, number);
    series.add(read);
  }

  /** The number of a series, given now if it has none yet; none if the book is full. */
  public OptionalInt number(Series of) {
    Integer known = numbers.get(of);
    if (known != null) return OptionalInt.of(known);
    int number = series.size();
    if (number == MAX_SERIES) return OptionalInt.empty();
    numbers.put(of, number);
    series.add(of);
    journal.added(number, of);
    return OptionalInt.of(number);
  }

  /**
   * The series of a number.
   *
   * @throws IndexOutOfBoundsException if the book has not given it
   */
  public Series series(int number) {
    return series.get(number);
  }

  public int size() {
    return series.size();
  }
}
