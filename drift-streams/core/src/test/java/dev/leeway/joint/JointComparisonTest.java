package dev.leeway.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class JointComparisonTest {

  private static final double ALPHA = 0.01;

  /** Of a monitor with ten columns: log10(11 columns x 1,000 windows x 2 / 0.05). */
  private static final double NEEDED = 5.65;

  private final Populations populations = new Populations(5);

  private JointTransform transform = Populations.fit(rows(populations.correlated(2, 0), 30));

  private JointComparison against(Supplier<double[]> reference, int rows) {
    transform = Populations.fit(rows(reference, rows / 4));
    return new JointComparison(
        transform, Populations.count(transform, rows(reference, rows)), ALPHA);
  }

  private static List<double[]> rows(Supplier<double[]> population, int rows) {
    return Populations.rows(population, rows);
  }

  private JointFinding of(JointComparison comparison, Supplier<double[]> population, int rows) {
    return comparison.compare(count(population, rows));
  }

  private JointProfile count(Supplier<double[]> population, int rows) {
    return Populations.count(transform, rows(population, rows));
  }

  @Test
  void correlationFlip_isFoundThoughNoColumnMoved() {
    JointComparison comparison = against(populations.correlated(10, 0.8), 10_000);
    JointProfile window = count(populations.correlated(10, -0.8), 200);
    assertThat(comparison.evidence(window, 1)).isGreaterThan(5 * NEEDED);
    JointFinding finding = comparison.compare(window);
    assertThat(finding.effect()).isGreaterThan(0.3);
    // Both on one side of 0: 1/2 + asin(0.8)/pi of the rows, and as many less.
    assertThat(finding.pair().first()).isEqualTo(0);
    assertThat(finding.pair().second()).isEqualTo(1);
    assertThat(finding.pair().expected()).isBetween(0.77, 0.82);
    assertThat(finding.pair().share()).isBetween(0.1, 0.3);
  }

  @Test
  void pairOfLaterColumns_isNamedByItsPlaces() {
    Supplier<double[]> apart = populations.correlated(5, 0);
    JointComparison comparison = against(apart, 5_000);
    JointProfile window =
        count(
            () -> {
              double[] row = apart.get();
              row[4] = row[2];
              return row;
            },
            300);
    JointFinding finding = comparison.compare(window);
    assertThat(finding.pair().first()).isEqualTo(2);
    assertThat(finding.pair().second()).isEqualTo(4);
    assertThat(comparison.evidence(window, 1)).isGreaterThan(NEEDED);
  }

  @Test
  void rotation_isFoundThoughTheCorrelationStayed() {
    JointComparison comparison = against(populations.cross(0), 20_000);
    JointProfile window = count(populations.cross(Math.PI / 4), 2_000);
    assertThat(comparison.evidence(window, 1)).isGreaterThan(NEEDED);
    assertThat(comparison.compare(window).effect()).isGreaterThan(0.05);
  }

  @Test
  void rotationOfCorrelatedColumns_isFound() {
    JointComparison comparison = against(populations.correlated(2, 0.9), 10_000);
    Supplier<double[]> before = populations.correlated(2, 0.9);
    JointProfile window =
        count(
            () -> {
              double[] row = before.get();
              return new double[] {-row[1], row[0]};
            },
            100);
    assertThat(comparison.evidence(window, 1)).isGreaterThan(NEEDED);
    JointFinding.Reconstruction error = comparison.compare(window).reconstruction();
    assertThat(error.mean()).isGreaterThan(2 * error.expected());
    assertThat(error.z()).isGreaterThan(5);
  }

  @Test
  void sameRows_areNoEvidence() {
    for (Supplier<double[]> population :
        List.of(populations.correlated(6, 0.8), populations.logNormal(6), populations.cross(1))) {
      JointComparison comparison = against(population, 4_000);
      for (int window = 0; window < 40; window++) {
        JointProfile rows = count(population, 30 + 25 * window);
        assertThat(comparison.evidence(rows, 1)).isLessThan(1);
        JointFinding finding = comparison.compare(rows);
        assertThat(finding.discrepancy().pValue()).isGreaterThan(0.01);
        assertThat(Math.abs(finding.reconstruction().z())).isLessThan(5);
      }
    }
  }

  /** P(evidence at least 1/a) is at most a: over 4,000 windows none gets near what is needed. */
  @Test
  void falseAlarms_areWithinThePromiseWithASmallReference() {
    Supplier<double[]> population = populations.correlated(3, 0.5);
    int over = 0;
    for (int reference = 0; reference < 20; reference++) {
      JointComparison comparison = against(population, 200);
      for (int window = 0; window < 200; window++) {
        if (comparison.evidence(count(population, 60), 1) >= 2) over++;
      }
    }
    assertThat(over).isLessThanOrEqualTo(4_000 / 100);
  }

  @Test
  void twoWindows_sayMoreTogether() {
    JointComparison comparison = against(populations.correlated(2, 0.5), 20_000);
    JointProfile one = Populations.count(transform, rows(populations.correlated(2, 0.2), 300));
    JointProfile two = Populations.count(transform, rows(populations.correlated(2, 0.2), 300));
    double apart = Math.max(comparison.evidence(one, 1), comparison.evidence(two, 1));
    assertThat(comparison.evidence(one.merge(two), 1)).isGreaterThan(apart);
    assertThat(comparison.evidence(one.merge(two), 2)).isLessThan(apart + 1);
  }

  @Test
  void discrepancyWithoutDrift_hasNoBias() {
    JointComparison comparison = against(populations.correlated(4, 0.5), 4_000);
    double largest = 0;
    for (int window = 0; window < 20; window++) {
      JointFinding finding = of(comparison, populations.correlated(4, 0.5), 100);
      largest = Math.max(largest, finding.discrepancy().distance());
    }
    // The plain distance of 100 rows' mean is about 0.08 always.
    assertThat(largest).isLessThan(0.07);
  }

  @Test
  void noRows_sayNothing() {
    JointComparison comparison = against(populations.correlated(2, 0.5), 1_000);
    JointFinding finding = comparison.compare(transform.noRows());
    assertThat(comparison.evidence(transform.noRows(), 1)).isZero();
    assertThat(finding.reconstruction().z()).isNotNaN();
    assertThat(finding.discrepancy().pValue()).isEqualTo(1);
  }

  @Test
  void profileOfAnotherTransform_isRefused() {
    JointComparison comparison = against(populations.correlated(2, 0.5), 1_000);
    JointProfile other = Populations.fit(rows(populations.correlated(3, 0), 100)).noRows();
    assertThatThrownBy(() -> comparison.compare(other))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
