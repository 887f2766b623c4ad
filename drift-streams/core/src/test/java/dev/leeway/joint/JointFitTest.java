package dev.leeway.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JointFitTest {

  private static final List<JointFit.Column> COLUMNS =
      List.of(
          new JointFit.Column(0, 0),
          new JointFit.Column(3, 0),
          new JointFit.Column(5, 0),
          new JointFit.Column(7, 3));

  private static final double NUMPY_WHOLE = 0.8462789096475075;
  private static final double NUMPY_PART = 0.8501962885200004;

  /** Numbers of no meaning, with gaps, and a category. */
  private static List<double[]> rows() {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      double a = (i * 7_919 % 1_000) / 1_000.0;
      double b = (i * 101 % 997) / 997.0;
      double c = i % 50 == 0 ? JointFit.MISSING : 3 * a - b;
      double d = i % 70 == 0 ? JointFit.MISSING : i * i % 7 % 3;
      rows.add(new double[] {a, b, c, d});
    }
    return rows;
  }

  private static JointProfile count(JointTransform transform, List<double[]> rows) {
    JointCounter counter = new JointCounter(transform);
    for (double[] row : rows) {
      counter.startRow();
      counter.number(0, row[0]);
      counter.number(3, row[1]);
      counter.number(5, row[2]);
      if (!Double.isNaN(row[3])) counter.category(7, (int) row[3]);
      counter.endRow();
    }
    return counter.build();
  }

  /**
   * NannyML's recipe in NumPy 2.4: gaps by mean and mode, categories by frequency, population
   * standard deviations, {@code eigh} of the correlations, 65 % kept, Euclidean norm of what is
   * left.
   */
  @Test
  void reconstructionError_isThatOfNumpy() {
    JointTransform transform = JointFit.fit(COLUMNS, rows()).orElseThrow();
    assertThat(transform.keptComponents()).isEqualTo(2);
    JointProfile whole = count(transform, rows());
    assertThat(transform.largestError() * whole.mean(JointTransform.ERROR))
        .isCloseTo(NUMPY_WHOLE, within(1e-6));
    JointProfile part = count(transform, rows().subList(100, 300));
    assertThat(transform.largestError() * part.mean(JointTransform.ERROR))
        .isCloseTo(NUMPY_PART, within(1e-6));
  }

  @Test
  void sameRows_giveTheSameTransform() {
    JointTransform once = JointFit.fit(COLUMNS, rows()).orElseThrow();
    assertThat(JointFit.fit(COLUMNS, rows())).contains(once);
    assertThat(JointTransform.fromBytes(once.toBytes())).isEqualTo(once);
    assertThat(JointFit.fit(COLUMNS, rows().subList(0, 900))).isPresent().get().isNotEqualTo(once);
  }

  @Test
  void columnsThatDoNotVary_areLeftOut() {
    List<double[]> rows = rows();
    rows.forEach(row -> row[1] = 1e9);
    assertThat(JointFit.fit(COLUMNS, rows).orElseThrow().columns()).containsExactly(0, 5, 7);
    rows.forEach(row -> row[0] = JointFit.MISSING);
    rows.forEach(row -> row[3] = 2);
    assertThat(JointFit.fit(COLUMNS, rows)).isEmpty();
  }

  @Test
  void fewRows_giveNoTransform() {
    assertThat(JointFit.fit(COLUMNS, rows().subList(0, JointFit.FEWEST_ROWS - 1))).isEmpty();
    assertThat(JointFit.fit(COLUMNS, rows().subList(0, JointFit.FEWEST_ROWS))).isPresent();
  }

  @Test
  void valuesOfNoUse_countAsMissing() {
    JointTransform transform = JointFit.fit(COLUMNS, rows()).orElseThrow();
    JointCounter missing = new JointCounter(transform);
    missing.startRow();
    missing.endRow();
    JointCounter strange = new JointCounter(transform);
    strange.startRow();
    strange.number(0, Double.NaN);
    strange.number(3, Double.POSITIVE_INFINITY);
    strange.category(5, 1);
    strange.number(7, 5);
    strange.number(4, 9);
    strange.number(4_000, 9);
    strange.endRow();
    assertThat(strange.build()).isEqualTo(missing.build());
  }

  @Test
  void enormousValues_overflowNothing() {
    JointTransform transform = JointFit.fit(COLUMNS, rows()).orElseThrow();
    JointCounter counter = new JointCounter(transform);
    counter.startRow();
    counter.number(0, Double.MAX_VALUE);
    counter.number(3, -Double.MAX_VALUE);
    counter.category(7, -1);
    counter.endRow();
    JointProfile profile = counter.build();
    for (int sum = 0; sum < profile.size(); sum++) {
      assertThat(Math.abs(profile.count(sum))).isLessThanOrEqualTo(1L << 30);
    }
    assertThat(profile.mean(JointTransform.ERROR_SHARE)).isEqualTo(1);
  }

  @Test
  void pairs_countRowsOnTheSameSide() {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      rows.add(new double[] {i, i % 10 == 0 ? 1 : 0, JointFit.MISSING, JointFit.MISSING});
    }
    JointTransform transform = JointFit.fit(COLUMNS, rows).orElseThrow();
    JointProfile profile = count(transform, rows);
    // Upper half and not a tenth, lower half and a tenth: 45 rows and 5 differ.
    assertThat(profile.count(transform.pairs())).isEqualTo(50);
    assertThat(transform.sums()).isEqualTo(transform.pairs() + 1);
  }
}
