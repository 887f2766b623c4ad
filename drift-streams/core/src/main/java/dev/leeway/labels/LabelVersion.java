package dev.leeway.labels;

import static java.util.Objects.requireNonNull;

import dev.leeway.performance.Cell;
import java.util.Comparator;

/**
 * One label as it was sent; of several for one prediction the greatest counts: that with the latest
 * label time, and of those at one time the one with the greatest value, whatever came first.
 *
 * @param labelTime when the outcome became known, by the sender
 * @param received when the record was received, by its log
 * @param value the outcome, as it was sent: only the prediction's layout can read it
 */
public record LabelVersion(long labelTime, long received, Cell value)
    implements Comparable<LabelVersion> {

  /** Longest text, in characters. */
  public static final int MAX_TEXT = 256;

  private static final Comparator<LabelVersion> ORDER =
      Comparator.comparingLong(LabelVersion::labelTime)
          .thenComparing(LabelVersion::value, LabelVersion::compare);

  /**
   * @throws IllegalArgumentException if there is no value, or its text is too long
   */
  public LabelVersion {
    requireValue(value);
  }

  static void requireValue(Cell value) {
    requireNonNull(value, "value");
    if (value instanceof Cell.Missing) throw new IllegalArgumentException("no value");
    if (value instanceof Cell.Text text && text.value().length() > MAX_TEXT) {
      throw new IllegalArgumentException("text of " + text.value().length() + " characters");
    }
  }

  /** Compares what was said; when it was received does not enter. */
  @Override
  public int compareTo(LabelVersion other) {
    return ORDER.compare(this, other);
  }

  private static int compare(Cell one, Cell other) {
    if (one instanceof Cell.Flag flag && other instanceof Cell.Flag that) {
      return Boolean.compare(flag.value(), that.value());
    }
    if (one instanceof Cell.Numeric number && other instanceof Cell.Numeric that) {
      return Double.compare(number.value(), that.value());
    }
    if (one instanceof Cell.Text text && other instanceof Cell.Text that) {
      return text.value().compareTo(that.value());
    }
    return Integer.compare(rank(one), rank(other));
  }

  private static int rank(Cell value) {
    return value instanceof Cell.Flag ? 0 : value instanceof Cell.Numeric ? 1 : 2;
  }
}
