package dev.leeway.performance;

import dev.leeway.performance.PerformanceResult.Finding;
import dev.leeway.performance.PerformanceResult.Found;
import dev.leeway.performance.PerformanceResult.Undefined;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * How often a decision and the truth agreed: of two classes, or of one class against the rest.
 * Expected numbers need not be whole.
 */
public record Confusion(
    double truePositives, double falsePositives, double trueNegatives, double falseNegatives) {

  private static final Map<PerformanceMeasure, ToDoubleFunction<Confusion>> NUMBERS =
      new EnumMap<>(
          Map.of(
              PerformanceMeasure.TRUE_POSITIVES, Confusion::truePositives,
              PerformanceMeasure.FALSE_POSITIVES, Confusion::falsePositives,
              PerformanceMeasure.TRUE_NEGATIVES, Confusion::trueNegatives,
              PerformanceMeasure.FALSE_NEGATIVES, Confusion::falseNegatives));

  /** What {@link #measure} gives. */
  static final Set<PerformanceMeasure> MEASURES =
      EnumSet.of(
          PerformanceMeasure.ACCURACY,
          PerformanceMeasure.BALANCED_ACCURACY,
          PerformanceMeasure.PRECISION,
          PerformanceMeasure.RECALL,
          PerformanceMeasure.SPECIFICITY,
          PerformanceMeasure.F1,
          PerformanceMeasure.F0_5,
          PerformanceMeasure.F2,
          PerformanceMeasure.MCC,
          PerformanceMeasure.COHEN_KAPPA,
          PerformanceMeasure.PREVALENCE,
          PerformanceMeasure.SELECTION_RATE,
          PerformanceMeasure.TRUE_POSITIVES,
          PerformanceMeasure.FALSE_POSITIVES,
          PerformanceMeasure.TRUE_NEGATIVES,
          PerformanceMeasure.FALSE_NEGATIVES);

  /**
   * @throws IllegalArgumentException if a number is negative or not finite
   */
  public Confusion {
    double sum = truePositives + falsePositives + trueNegatives + falseNegatives;
    double least =
        Math.min(Math.min(truePositives, falsePositives), Math.min(trueNegatives, falseNegatives));
    if (!Double.isFinite(sum) || least < 0) throw new IllegalArgumentException("confusion");
  }

  public double rows() {
    return truePositives + falsePositives + trueNegatives + falseNegatives;
  }

  /** Those that are positive. */
  public double positives() {
    return truePositives + falseNegatives;
  }

  /** Those that are not. */
  public double negatives() {
    return trueNegatives + falsePositives;
  }

  /** Those predicted positive. */
  public double selected() {
    return truePositives + falsePositives;
  }

  /** What all outcomes together are worth. */
  public double worth(Costs costs) {
    return truePositives * costs.truePositive()
        + falsePositives * costs.falsePositive()
        + trueNegatives * costs.trueNegative()
        + falseNegatives * costs.falseNegative();
  }

  /**
   * A measure of decisions, of at least one row.
   *
   * @return {@link Undefined#NOT_LAID_OUT} for measures of anything else
   */
  public Finding measure(PerformanceMeasure measure) {
    ToDoubleFunction<Confusion> number = NUMBERS.get(measure);
    if (number != null) return Means.exact(number.applyAsDouble(this));
    return switch (measure) {
      case ACCURACY -> Means.share(truePositives + trueNegatives, rows());
      case PREVALENCE -> Means.share(positives(), rows());
      case SELECTION_RATE -> Means.share(selected(), rows());
      case PRECISION ->
          selected() == 0 ? Undefined.NOTHING_PREDICTED : Means.share(truePositives, selected());
      case RECALL ->
          positives() == 0 ? Undefined.ONE_CLASS : Means.share(truePositives, positives());
      case SPECIFICITY ->
          negatives() == 0 ? Undefined.ONE_CLASS : Means.share(trueNegatives, negatives());
      case F1 -> fMeasure(1);
      case F0_5 -> fMeasure(0.5);
      case F2 -> fMeasure(2);
      case BALANCED_ACCURACY -> ofBothClasses(Confusion::balancedAccuracy);
      case COHEN_KAPPA -> kappaIsDefined() ? smooth(Confusion::kappa) : Undefined.ONE_CLASS;
      case MCC ->
          selected() == 0 || selected() == rows()
              ? Undefined.NOTHING_PREDICTED
              : ofBothClasses(Confusion::mcc);
      default -> Undefined.NOT_LAID_OUT;
    };
  }

  private Finding ofBothClasses(ToDoubleFunction<Confusion> measure) {
    return positives() == 0 || negatives() == 0 ? Undefined.ONE_CLASS : smooth(measure);
  }

  private Finding fMeasure(double beta) {
    // Without a positive on either side there is nothing to find, and nothing was found wrongly.
    if (positives() == 0 && selected() == 0) return Undefined.ONE_CLASS;
    return smooth(confusion -> confusion.f(beta * beta));
  }

  private double f(double weight) {
    double hits = (1 + weight) * truePositives;
    return hits / (hits + weight * falseNegatives + falsePositives);
  }

  private double balancedAccuracy() {
    return (truePositives / positives() + trueNegatives / negatives()) / 2;
  }

  private double mcc() {
    double product = truePositives * trueNegatives - falsePositives * falseNegatives;
    // Two roots: the product of four large counts has more digits than it needs.
    return product
        / Math.sqrt(positives() * negatives())
        / Math.sqrt(selected() * (rows() - selected()));
  }

  private boolean kappaIsDefined() {
    return selected() * negatives() + (rows() - selected()) * positives() > 0;
  }

  private double kappa() {
    double byChance = selected() * negatives() + (rows() - selected()) * positives();
    return 1 - (falsePositives + falseNegatives) * rows() / byChance;
  }

  /**
   * The value with its standard error by the delta method. The measures do not change when all
   * numbers grow alike, so the mean of their gradient over rows is 0.
   */
  private Found smooth(ToDoubleFunction<Confusion> measure) {
    double[] numbers = {truePositives, falsePositives, trueNegatives, falseNegatives};
    double variance = 0;
    for (int i = 0; i < numbers.length; i++) {
      double number = numbers[i];
      if (number == 0) continue;
      double step = number * 1e-5;
      numbers[i] = number + step;
      double above = measure.applyAsDouble(of(numbers));
      numbers[i] = number - step;
      double slope = (above - measure.applyAsDouble(of(numbers))) / (2 * step);
      numbers[i] = number;
      variance += number * slope * slope;
    }
    return new Found(measure.applyAsDouble(this), 0, OptionalDouble.of(Math.sqrt(variance)));
  }

  private static Confusion of(double[] numbers) {
    return new Confusion(numbers[0], numbers[1], numbers[2], numbers[3]);
  }
}
