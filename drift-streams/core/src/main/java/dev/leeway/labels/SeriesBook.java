package dev.leeway.labels;

import dev.leeway.sketch.CorruptStateException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in place of series, so that an open prediction holds one byte or two for each. Numbers
 * are given in the order of appearance and differ from task to task; nothing rests on them. For one
 * thread.
 */
public final class SeriesBook {

  /** Most series of one book. */
  public static final int MAX_SERIES = 1 << 20;

  private final Map<Series, Integer> numbers = new HashMap<>();

  /** By number; null where what was kept of it is lost. */
  private final List<@Nullable Series> series = new ArrayList<>();

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
   * Reads back what an earlier book has journalled. Numbers that are passed over are lost.
   *
   * @throws IllegalStateException if numbers do not come in their order
   */
  public void restore(int number, Series read) {
    restoreLost(number);
    numbers.put(read, number);
    series.set(number, read);
  }

  /**
   * Says that what was journalled of a number is lost: it is not given again.
   *
   * @throws IllegalStateException if numbers do not come in their order
   */
  public void restoreLost(int number) {
    if (number < series.size()) {
      throw new IllegalStateException("series " + number + " after " + series.size());
    }
    while (series.size() <= number) series.add(null);
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
   * @throws CorruptStateException if the book has not given it, or its series is lost
   */
  public Series series(int number) {
    Series of = number < series.size() ? series.get(number) : null;
    if (of == null) throw new CorruptStateException("no series of number " + number);
    return of;
  }

  public int size() {
    return series.size();
  }
}
