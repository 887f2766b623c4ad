package dev.leeway.labels;

import dev.leeway.performance.Answer;
import dev.leeway.performance.BinaryLayout;
import dev.leeway.performance.Cell;
import dev.leeway.performance.Outcome;
import dev.leeway.performance.PerformanceCounter;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.Reading;
import dev.leeway.performance.ScoreGrid;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A model of loans, its terms, and short ways to say what arrives. */
final class Loans {

  static final LabelTerms TERMS = new LabelTerms(Duration.ofDays(7), Duration.ofDays(1));
  static final long HOUR = Duration.ofHours(1).toMillis();
  static final long DAY = 24 * HOUR;
  static final long START = 1_700_000_000_000L;

  /** Sub-second parts would only hide what is meant. */
  static long at(double days) {
    return START + Math.round(days * DAY);
  }

  static final BinaryLayout LAYOUT =
      new BinaryLayout(
          BinaryLayout.Classes.ZERO_ONE,
          Optional.empty(),
          Optional.of("score"),
          true,
          ScoreGrid.probabilities(),
          List.of(0.5),
          Optional.empty());

  static final LabelJoin JOIN = new LabelJoin(TERMS, series -> LAYOUT);

  private Loans() {}

  static Answer answer(double score) {
    Reading<Answer> reading = LAYOUT.answer(column -> new Cell.Numeric(score));
    if (reading instanceof Reading.Good<Answer> good) return good.value();
    throw new AssertionError(reading.toString());
  }

  /** A prediction with a fingerprint of its score, so that equal ones are the same record. */
  static OpenPrediction prediction(double day, double score) {
    return new OpenPrediction(
        at(day), Double.doubleToLongBits(score), List.of(0, 3), answer(score));
  }

  /** A label whose outcome was known when it was received. */
  static LabelVersion label(double day, Cell value) {
    return new LabelVersion(at(day), at(day), value);
  }

  static LabelVersion yes(double day) {
    return label(day, new Cell.Flag(true));
  }

  static LabelVersion no(double day) {
    return label(day, new Cell.Flag(false));
  }

  /** Does with a counter what a step says. */
  static void count(Contribution contribution, PerformanceLayout layout, PerformanceCounter into) {
    boolean add = contribution.sign() > 0;
    if (contribution.truth().isEmpty()) {
      if (add) into.addPredicted(contribution.answer());
      else into.retractPredicted(contribution.answer());
      return;
    }
    Outcome outcome = new Outcome(contribution.answer(), contribution.truth().getAsDouble());
    if (add) into.add(outcome);
    else into.retract(outcome);
  }
}
