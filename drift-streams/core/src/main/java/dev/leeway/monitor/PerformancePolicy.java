package dev.leeway.monitor;

import static java.util.Collections.unmodifiableSortedMap;
import static java.util.Objects.requireNonNull;

import dev.leeway.labels.LabelTerms;
import dev.leeway.performance.AnswerShape;
import dev.leeway.performance.BinaryLayout;
import dev.leeway.performance.Fairness;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.PerformanceMeasure.Better;
import dev.leeway.performance.UsualMeasures;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a model's performance is watched: labels are joined to its predictions.
 *
 * @param answers what is told of the model's answers; a reference that was made with labels tells
 *     all of it
 * @param terms which label counts for which prediction
 * @param deciding measures that decide, in the order in which they are shown; empty for the {@link
 *     UsualMeasures}
 * @param limits how well the model must do at least, in place of what the reference's chunks vary
 *     by
 * @param minLabelled fewer labelled predictions in a window say nothing; default 100
 * @param minCoverage nor does a smaller share of its predictions, in [0, 1]; default 0
 * @param estimate whether performance is estimated where the reference allows it; default true
 * @param views how else outcomes are looked at; default not at all
 */
public record PerformancePolicy(
    AnswerShape answers,
    LabelTerms terms,
    List<PerformanceKey> deciding,
    SortedMap<PerformanceKey, Double> limits,
    long minLabelled,
    double minCoverage,
    boolean estimate,
    OutcomeViews views) {

  public static final long DEFAULT_MIN_LABELLED = 100;

  /** The reference tells the answers. */
  public static final PerformancePolicy DEFAULT =
      new PerformancePolicy(
          AnswerShape.UNTOLD,
          LabelTerms.DEFAULT,
          List.of(),
          new TreeMap<>(),
          DEFAULT_MIN_LABELLED,
          0,
          true,
          OutcomeViews.NONE);

  /**
   * @throws IllegalArgumentException if the answers make no layout, a number is out of its range,
   *     or a limit is on a measure of which neither more nor less is better, or on one between
   *     segments that are not held together
   */
  public PerformancePolicy {
    requireNonNull(terms, "terms");
    requireNonNull(views, "views");
    deciding = List.copyOf(deciding);
    limits = unmodifiableSortedMap(new TreeMap<>(limits));
    answers.layout();
    if (minLabelled < 1) throw new IllegalArgumentException("minLabelled: " + minLabelled);
    if (!(minCoverage >= 0 && minCoverage <= 1)) {
      throw new IllegalArgumentException("minCoverage: " + minCoverage);
    }
    for (PerformanceKey key : limits.keySet()) {
      if (key.measure().better() == Better.NEITHER) {
        throw new IllegalArgumentException(
            "limits: of " + key + " neither more nor less is better");
      }
      if (isBetweenSegments(key) && !views.fairness()) {
        throw new IllegalArgumentException("limits: " + key + " needs fairness: true");
      }
    }
    if (deciding.stream().anyMatch(PerformancePolicy::isBetweenSegments)) {
      throw new IllegalArgumentException("measures: those between segments decide by a limit");
    }
    if (views.fairness()
        && answers.layout().filter(layout -> !(layout instanceof BinaryLayout)).isPresent()) {
      throw new IllegalArgumentException("fairness: only of two classes");
    }
  }

  /** With no other looks. */
  public PerformancePolicy(
      AnswerShape answers,
      LabelTerms terms,
      List<PerformanceKey> deciding,
      SortedMap<PerformanceKey, Double> limits,
      long minLabelled,
      double minCoverage,
      boolean estimate) {
    this(answers, terms, deciding, limits, minLabelled, minCoverage, estimate, OutcomeViews.NONE);
  }

  /** With the usual terms, for answers that no reference tells. */
  public static PerformancePolicy of(AnswerShape answers) {
    return new PerformancePolicy(
        answers, LabelTerms.DEFAULT, List.of(), new TreeMap<>(), DEFAULT_MIN_LABELLED, 0, true);
  }

  /** The same with other terms. */
  public PerformancePolicy with(LabelTerms other) {
    return new PerformancePolicy(
        answers, other, deciding, limits, minLabelled, minCoverage, estimate, views);
  }

  /** The same with other looks. */
  public PerformancePolicy with(OutcomeViews other) {
    return new PerformancePolicy(
        answers, terms, deciding, limits, minLabelled, minCoverage, estimate, other);
  }

  /** The limits on measures of a series. */
  public SortedMap<PerformanceKey, Double> limitsOfSeries() {
    return limits(false);
  }

  /** The limits on measures {@linkplain Fairness#MEASURES between segments}. */
  public SortedMap<PerformanceKey, Double> limitsBetweenSegments() {
    return limits(true);
  }

  private SortedMap<PerformanceKey, Double> limits(boolean betweenSegments) {
    SortedMap<PerformanceKey, Double> some = new TreeMap<>(limits);
    some.keySet().removeIf(key -> isBetweenSegments(key) != betweenSegments);
    return some;
  }

  private static boolean isBetweenSegments(PerformanceKey key) {
    return Fairness.MEASURES.contains(key.measure());
  }

  /**
   * The layout that outcomes are counted on: that of the reference where it has one, else what the
   * answers make. Empty if neither tells, or they contradict each other, which {@link
   * #contradiction} tells.
   *
   * @param ofReference the layout of the reference that holds, if it was made with labels
   */
  public Optional<PerformanceLayout> layout(Optional<PerformanceLayout> ofReference) {
    if (ofReference.isEmpty()) return answers.layout();
    return contradiction(ofReference.get()).isPresent() ? Optional.empty() : ofReference;
  }

  /** In what the reference's layout contradicts the monitor, in words. */
  public Optional<String> contradiction(PerformanceLayout ofReference) {
    return answers.contradiction(ofReference);
  }

  /** The measures that decide on outcomes counted on a layout. */
  public List<PerformanceKey> deciding(PerformanceLayout layout) {
    return deciding.isEmpty() ? UsualMeasures.of(layout) : deciding;
  }
}
