package dev.leeway.measure;

import dev.leeway.verdict.Measure;
import java.util.EnumSet;
import java.util.Set;

/** The measures of shares, by what they are called. */
final class GroupMeasures {

  /** Those that {@link #of} takes. */
  static final Set<Measure> ALL =
      EnumSet.of(
          Measure.PSI,
          Measure.KL,
          Measure.JENSEN_SHANNON,
          Measure.JENSEN_SHANNON_DIVERGENCE,
          Measure.JENSEN_SHANNON_E,
          Measure.JENSEN_SHANNON_DIVERGENCE_E,
          Measure.HELLINGER,
          Measure.TOTAL_VARIATION,
          Measure.L_INFINITY,
          Measure.CHI_SQUARE,
          Measure.CHI_SQUARE_YATES,
          Measure.CHI_SQUARE_GOF,
          Measure.G,
          Measure.G_GOF);

  private GroupMeasures() {}

  /**
   * The measure of the cells as they are.
   *
   * @throws IllegalArgumentException if it is not one of {@link #ALL}
   */
  static Outcome of(Measure measure, UnorderedCells cells) {
    return switch (measure) {
      case PSI -> Outcome.of(Divergences.populationStability(cells, Divergences.FLOOR));
      case KL -> Outcome.of(Divergences.kullbackLeibler(cells, Divergences.FLOOR));
      case JENSEN_SHANNON -> Outcome.of(Math.sqrt(Divergences.jensenShannon(cells)));
      case JENSEN_SHANNON_DIVERGENCE -> Outcome.of(Divergences.jensenShannon(cells));
      case JENSEN_SHANNON_E -> Outcome.of(Math.sqrt(Divergences.jensenShannonNats(cells)));
      case JENSEN_SHANNON_DIVERGENCE_E -> Outcome.of(Divergences.jensenShannonNats(cells));
      case HELLINGER -> Outcome.of(Divergences.hellinger(cells));
      case TOTAL_VARIATION -> Outcome.of(Divergences.totalVariation(cells));
      case L_INFINITY -> Outcome.of(Divergences.largestGap(cells));
      case CHI_SQUARE -> ContingencyTests.chiSquare(cells);
      case CHI_SQUARE_YATES -> ContingencyTests.chiSquareYates(cells);
      case CHI_SQUARE_GOF -> ContingencyTests.chiSquareFit(cells);
      case G -> ContingencyTests.likelihoodRatio(cells);
      case G_GOF -> ContingencyTests.likelihoodRatioFit(cells);
      default -> throw new IllegalArgumentException(measure + " is not of shares");
    };
  }
}
