package dev.leeway.estimate;

import static dev.leeway.performance.PerformanceMeasure.ACCURACY;
import static dev.leeway.performance.PerformanceMeasure.AVERAGE_PRECISION;
import static dev.leeway.performance.PerformanceMeasure.BUSINESS_VALUE_PER_ROW;
import static dev.leeway.performance.PerformanceMeasure.F1;
import static dev.leeway.performance.PerformanceMeasure.FALSE_NEGATIVES;
import static dev.leeway.performance.PerformanceMeasure.PRECISION;
import static dev.leeway.performance.PerformanceMeasure.RECALL;
import static dev.leeway.performance.PerformanceMeasure.ROC_AUC;
import static dev.leeway.performance.PerformanceMeasure.SPECIFICITY;
import static dev.leeway.performance.PerformanceMeasure.TRUE_POSITIVES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.fixture.CarLoan;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.PerformanceResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * NannyML's numbers for its synthetic car loans, from its tutorials (NannyML/nannyml at 4c86ee3,
 * docs/example_notebooks "Estimating Standard Performance Metrics", "... Confusion Matrix" and "...
 * Business Value - Binary Classification"), printed with six decimals.
 */
class PublishedEstimatesTest {

  private static final double SIX_DECIMALS = 6e-7;

  private static final double[] PUBLISHED_ROC_AUC = {
    0.970744, 0.971011, 0.971407, 0.971091, 0.971123, 0.961090, 0.961825, 0.961073, 0.962533,
    0.961316
  };
  private static final double[] PUBLISHED_F1 = {
    0.943030, 0.941324, 0.943574, 0.943159, 0.944204, 0.911753, 0.911766, 0.911661, 0.913763,
    0.914751
  };
  private static final double[] PUBLISHED_TRUE_POSITIVE = {
    0.481766, 0.454646, 0.455756, 0.457828, 0.468372, 0.461246, 0.459067, 0.458246, 0.453561,
    0.473578
  };
  private static final double[] PUBLISHED_FALSE_NEGATIVE = {
    0.036974, 0.036724, 0.034664, 0.034612, 0.034927, 0.060531, 0.060517, 0.059253, 0.058372,
    0.058647
  };
  private static final double[] PUBLISHED_BUSINESS_VALUE = {
    48.375417, 48.632934, 48.860881, 48.770247, 48.734676, 44.951152, 45.018841, 45.002206,
    45.417358, 44.975278
  };

  /**
   * Of the same rows with numpy 2.4.6 and scikit-learn 1.9.1's IsotonicRegression(out_of_bounds=
   * "clip").fit(score, repaid), equal scores taken together: accuracy, precision, recall,
   * specificity, average precision of the first and of the last window.
   */
  private static final double[][] RECOMPUTED = {
    {0.941791881568, 0.957785963973, 0.928722671439, 0.955878952462, 0.963488045801},
    {0.911731318910, 0.941132923512, 0.889808287576, 0.936674889153, 0.956414395579}
  };

  private final PerformanceProfile reference = CarLoan.reference();
  private final List<Calibrator> calibrators = Calibration.fit(CarLoan.LAYOUT, reference);
  private final Estimator estimator =
      Estimator.of(CarLoan.LAYOUT, reference, calibrators).orElseThrow();

  @Test
  void estimate_givesThePublishedNumbersFromOneHundredAndOneCounts() {
    List<PerformanceProfile> windows = CarLoan.windows();
    assertThat(windows).hasSize(10);
    for (int i = 0; i < windows.size(); i++) {
      PerformanceProfile window = windows.get(i);
      assertThat(window.predictedCounts().size()).isLessThanOrEqualTo(CarLoan.SCORES);
      assertThat(value(window, ROC_AUC)).isCloseTo(PUBLISHED_ROC_AUC[i], within(SIX_DECIMALS));
      assertThat(value(window, F1)).isCloseTo(PUBLISHED_F1[i], within(SIX_DECIMALS));
      assertThat(value(window, TRUE_POSITIVES) / 5000)
          .isCloseTo(PUBLISHED_TRUE_POSITIVE[i], within(SIX_DECIMALS));
      assertThat(value(window, FALSE_NEGATIVES) / 5000)
          .isCloseTo(PUBLISHED_FALSE_NEGATIVE[i], within(SIX_DECIMALS));
    }
  }

  @Test
  void confusion_isWhatThePublishedBusinessValueWasTakenFrom() {
    // NannyML's "per prediction" is not per row: it weighs shares within each predicted class.
    List<PerformanceProfile> windows = CarLoan.windows();
    for (int i = 0; i < windows.size(); i++) {
      double[][] rows = estimator.confusion(windows.get(i));
      double negative = rows[0][0] + rows[1][0];
      double positive = rows[0][1] + rows[1][1];
      double value =
          (5 * rows[0][0] - 50 * rows[1][0]) / negative
              + (50 * rows[1][1] - 10 * rows[0][1]) / positive;
      assertThat(value).isCloseTo(PUBLISHED_BUSINESS_VALUE[i], within(SIX_DECIMALS));
    }
  }

  @Test
  void estimate_givesWhatRowsGive() {
    List<PerformanceProfile> windows = CarLoan.windows();
    for (int i = 0; i < RECOMPUTED.length; i++) {
      PerformanceProfile window = windows.get(9 * i);
      double[] values = {
        value(window, ACCURACY),
        value(window, PRECISION),
        value(window, RECALL),
        value(window, SPECIFICITY),
        value(window, AVERAGE_PRECISION)
      };
      assertThat(values).containsExactly(RECOMPUTED[i], within(1e-11));
    }
  }

  @Test
  void estimate_ofScoresOnTheGridHasNoError() {
    for (PerformanceResult result : estimator.estimate(CarLoan.windows().get(0))) {
      assertThat(result.found().orElseThrow().error()).as(result.toString()).isLessThan(1e-9);
      assertThat(result.rows()).isEqualTo(5000);
    }
  }

  @Test
  void estimate_tellsThePublishedSamplingErrors() {
    PerformanceProfile window = CarLoan.windows().get(0);
    assertThat(error(window, F1)).isCloseTo(0.00644, within(5e-6));
    assertThat(error(window, TRUE_POSITIVES) / 5000).isCloseTo(0.007053, within(SIX_DECIMALS));
    assertThat(error(window, FALSE_NEGATIVES) / 5000).isCloseTo(0.002615, within(SIX_DECIMALS));
    assertThat(error(window, BUSINESS_VALUE_PER_ROW)).isCloseTo(0.375491, within(SIX_DECIMALS));
    // Theirs depends on the order of equal scores: half a percent.
    assertThat(error(window, ROC_AUC)).isCloseTo(0.001811, within(0.001811 * 0.005));
    // Of 300 bootstrap samples of the reference, by scikit-learn: 0.00431, itself within 8 %.
    assertThat(error(window, AVERAGE_PRECISION)).isCloseTo(0.00431, within(0.00431 * 0.1));
  }

  @Test
  void fit_calibratesTheseScores() {
    assertThat(calibrators).singleElement().isInstanceOf(Calibrator.Isotonic.class);
  }

  private double value(PerformanceProfile window, PerformanceMeasure measure) {
    return found(window, measure).value();
  }

  private double error(PerformanceProfile window, PerformanceMeasure measure) {
    return found(window, measure).standardError().orElseThrow();
  }

  private PerformanceResult.Found found(PerformanceProfile window, PerformanceMeasure measure) {
    return estimator.estimate(window).stream()
        .filter(result -> result.key().equals(PerformanceKey.of(measure)))
        .findFirst()
        .orElseThrow()
        .found()
        .orElseThrow();
  }
}
