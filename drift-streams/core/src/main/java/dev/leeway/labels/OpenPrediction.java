package dev.leeway.labels;

import static java.util.Objects.requireNonNull;

import dev.leeway.performance.Answer;
import java.util.Comparator;
import java.util.List;

/**
 * What is remembered of a prediction. Of several with one id the least holds: the one with the
 * earliest event time, and of those at one time the one with the least fingerprint.
 *
 * @param fingerprint tells records apart: the same for a record that is sent again, not negative
 * @param series what it counts in, by {@linkplain SeriesBook number}: the whole and its segments;
 *     all are counted on one layout
 * @param answer what the model answered, as that layout reads it
 */
public record OpenPrediction(long eventTime, long fingerprint, List<Integer> series, Answer answer)
    implements Comparable<OpenPrediction> {

  /** Most series of one prediction: the whole, and one for each segment column. */
  public static final int MAX_SERIES = 64;

  private static final Comparator<OpenPrediction> ORDER =
      Comparator.comparingLong(OpenPrediction::eventTime)
          .thenComparingLong(OpenPrediction::fingerprint);

  /**
   * @throws IllegalArgumentException if the fingerprint is negative, or there is no series, or too
   *     many
   */
  public OpenPrediction {
    requireNonNull(answer, "answer");
    series = List.copyOf(series);
    if (fingerprint < 0) throw new IllegalArgumentException("fingerprint " + fingerprint);
    if (series.isEmpty() || series.size() > MAX_SERIES) {
      throw new IllegalArgumentException(series.size() + " series");
    }
  }

  @Override
  public int compareTo(OpenPrediction other) {
    return ORDER.compare(this, other);
  }

  /** Whether it is the same record, sent again. */
  boolean repeats(OpenPrediction other) {
    return compareTo(other) == 0;
  }
}
