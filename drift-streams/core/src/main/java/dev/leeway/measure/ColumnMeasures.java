package dev.leeway.measure;

import dev.leeway.profile.ColumnKind;
import dev.leeway.profile.Moments;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Takes measures of one column. The same code serves profiles and exact samples; a result's error
 * says what the bins may have hidden, its sizes which rows entered.
 */
public final class ColumnMeasures {

  private static final Set<Measure> NUMBERS_ONLY =
      EnumSet.of(
          Measure.PSI_DECILE,
          Measure.JENSEN_SHANNON_DECILE,
          Measure.HELLINGER_DECILE,
          Measure.WASSERSTEIN,
          Measure.WASSERSTEIN_NORMALISED,
          Measure.CRAMER_VON_MISES,
          Measure.CRAMER_VON_MISES_MIDRANK,
          Measure.ANDERSON_DARLING,
          Measure.ENERGY,
          Measure.T,
          Measure.MANN_WHITNEY,
          Measure.MEAN_DISTANCE);

  private ColumnMeasures() {}

  /** The measures that are taken where none are asked for. */
  public static Set<Measure> usual(ColumnKind kind) {
    Set<Measure> usual = EnumSet.of(Measure.PSI, Measure.JENSEN_SHANNON);
    if (kind == ColumnKind.CATEGORICAL || kind == ColumnKind.BOOLEAN) {
      usual.add(Measure.TOTAL_VARIATION);
    } else {
      usual.add(Measure.KS);
      usual.add(Measure.WASSERSTEIN_NORMALISED);
    }
    if (kind == ColumnKind.EMBEDDING) usual.add(Measure.MEAN_DISTANCE);
    return usual;
  }

  /** Whether rows without a number, such as missing ones, leave the measure as it is. */
  public static boolean isOfNumbersOnly(Measure measure) {
    return NUMBERS_ONLY.contains(measure);
  }

  /**
   * Those of the wanted measures that the column has, in the order of {@link Measure}. Evidence and
   * effect are the judge's and never among them.
   */
  public static List<MeasureResult> take(ColumnPair pair, Set<Measure> wanted) {
    return EnumSet.allOf(Measure.class).stream()
        .filter(wanted::contains)
        .flatMap(measure -> take(pair, measure).stream())
        .toList();
  }

  /**
   * One measure; empty where the column has it not, as categories have no order, or where it cannot
   * be said, as of a sample without numbers.
   */
  public static Optional<MeasureResult> take(ColumnPair pair, Measure measure) {
    UnorderedCells groups = pair.groups();
    if (GroupMeasures.ALL.contains(measure)) {
      Outcome outcome = GroupMeasures.of(measure, groups);
      double error = pair.groupError(measure, outcome.value());
      return of(measure, groups, new Outcome(outcome.value(), outcome.pValue(), error));
    }
    return switch (measure) {
      case Z ->
          pair.proportions()
              .flatMap(
                  two ->
                      ContingencyTests.twoProportions(two)
                          .flatMap(outcome -> of(measure, two, outcome)));
      case EVIDENCE, EFFECT, L_INFINITY_ROBUST, PCA_RECONSTRUCTION, MMD, CONCORDANCE ->
          Optional.empty();
      default -> pair.numbers().flatMap(numbers -> ofNumbers(pair, numbers, measure));
    };
  }

  private static Optional<MeasureResult> ofNumbers(
      ColumnPair pair, OrderedCells numbers, Measure measure) {
    if (measure == Measure.KS) {
      return of(
          measure, pair.groups(), NumberDistances.kolmogorovSmirnov(numbers, pair.specials()));
    }
    UnorderedCells counts = numbers.counts();
    if (counts.referenceRows() == 0 || counts.currentRows() == 0) return Optional.empty();
    UnorderedCells deciles = pair.deciles().orElse(counts);
    return switch (measure) {
      case PSI_DECILE -> ofDeciles(pair, deciles, measure, Measure.PSI);
      case JENSEN_SHANNON_DECILE -> ofDeciles(pair, deciles, measure, Measure.JENSEN_SHANNON);
      case HELLINGER_DECILE -> ofDeciles(pair, deciles, measure, Measure.HELLINGER);
      case WASSERSTEIN -> of(measure, counts, NumberDistances.wasserstein(numbers));
      case WASSERSTEIN_NORMALISED -> normalised(pair, numbers);
      case ENERGY -> of(measure, counts, NumberDistances.energy(numbers));
      case CRAMER_VON_MISES -> of(measure, counts, RankTests.cramerVonMises(numbers));
      case CRAMER_VON_MISES_MIDRANK ->
          numbers.isExact()
              ? of(measure, counts, RankTests.cramerVonMisesMidrank(numbers))
              : Optional.empty();
      case ANDERSON_DARLING -> of(measure, counts, AndersonDarling.of(numbers));
      case MANN_WHITNEY -> of(measure, counts, RankTests.mannWhitney(numbers));
      case T -> student(pair, numbers);
      case MEAN_DISTANCE -> pair.vectors().flatMap(ColumnMeasures::ofVectors);
      default -> Optional.empty();
    };
  }

  private static Optional<MeasureResult> ofDeciles(
      ColumnPair pair, UnorderedCells deciles, Measure measure, Measure formula) {
    double value = GroupMeasures.of(formula, deciles).value();
    double error = pair.groupError(formula, value);
    return of(measure, deciles, new Outcome(value, OptionalDouble.empty(), error));
  }

  /** Empty where the reference is a constant: nothing is so many times no deviation away. */
  private static Optional<MeasureResult> normalised(ColumnPair pair, OrderedCells numbers) {
    double deviation = pair.referenceMoments().map(Moments::standardDeviation).orElse(0.0);
    if (!(deviation > 0)) return Optional.empty();
    Outcome raw = NumberDistances.wasserstein(numbers);
    Outcome scaled =
        new Outcome(raw.value() / deviation, OptionalDouble.empty(), raw.error() / deviation);
    return of(Measure.WASSERSTEIN_NORMALISED, numbers.counts(), scaled);
  }

  /**
   * Of profiles the moments' last digits depend on the order of rows, which no result may: the
   * statistic is given with nine digits.
   */
  private static Optional<MeasureResult> student(ColumnPair pair, OrderedCells numbers) {
    Moments reference = pair.referenceMoments().orElse(Moments.NONE);
    Moments current = pair.currentMoments().orElse(Moments.NONE);
    UnorderedCells counts = numbers.counts();
    if (reference.count() != counts.referenceRows() || current.count() != counts.currentRows()) {
      return Optional.empty();
    }
    return Means.student(reference, current)
        .map(outcome -> numbers.isExact() ? outcome : Means.toNineDigits(outcome))
        .flatMap(outcome -> of(Measure.T, counts, outcome));
  }

  private static Optional<MeasureResult> ofVectors(VectorMeans vectors) {
    return of(
        Measure.MEAN_DISTANCE,
        vectors.reference().rows(),
        vectors.current().rows(),
        vectors.distance());
  }

  private static Optional<MeasureResult> of(Measure measure, UnorderedCells rows, Outcome outcome) {
    return of(measure, rows.referenceRows(), rows.currentRows(), outcome);
  }

  /** Numbers near the ends of what a double holds can be too far apart to say. */
  private static Optional<MeasureResult> of(
      Measure measure, long referenceRows, long currentRows, Outcome outcome) {
    if (!Double.isFinite(outcome.value())) return Optional.empty();
    return Optional.of(
        new MeasureResult(
            measure,
            outcome.value(),
            outcome.pValue(),
            OptionalDouble.of(outcome.error()),
            OptionalDouble.empty(),
            Formulas.of(measure),
            referenceRows,
            currentRows));
  }
}
