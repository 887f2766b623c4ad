package dev.leeway.joint;

import java.util.ArrayList;
import java.util.List;

/**
 * Compares windows with one reference. Immutable.
 *
 * <p>The {@linkplain MeanEvidence evidence} is the weighted mean of those of every single mean: a
 * third for the reconstruction error, a third for the cosines and sines together, a third for the
 * pairs of columns together. A mean of e-values is an e-value, so P(evidence at least 1/a) is at
 * most a for independent rows of the reference's distribution, but for the chance alpha that the
 * reference misleads; over a growing number of rows, P(it ever is) is. A constant takes part with a
 * tenth, so that silence never falls far below one.
 */
public final class JointComparison {

  /** Weight of the constant 1. */
  private static final double REST = 0.1;

  private static final double LN_10 = StrictMath.log(10);

  private final JointTransform transform;
  private final JointProfile reference;
  private final MeanEvidence error;
  private final List<MeanEvidence> waves = new ArrayList<>();
  private final List<MeanEvidence> pairs = new ArrayList<>();

  /**
   * @param reference rows that the transform was not fitted to
   * @param alpha chance that the reference misleads by more than is allowed for, in (0, 1)
   * @throws IllegalArgumentException if the profile is not of the transform
   */
  public JointComparison(JointTransform transform, JointProfile reference, double alpha) {
    if (reference.size() != transform.sums()) {
      throw new IllegalArgumentException("the profile is of another transform");
    }
    this.transform = transform;
    this.reference = reference;
    int frequencies = transform.frequencies().length;
    int pairSums = transform.sums() - transform.pairs();
    double delta = alpha / (1 + 2 * frequencies + pairSums);
    long rows = reference.rows();
    error =
        new MeanEvidence(
            rows,
            reference.mean(JointTransform.ERROR_SHARE),
            reference.mean(JointTransform.ERROR_SHARE + 1),
            delta);
    for (int i = 0; i < frequencies; i++) {
      double squaredCosine = reference.mean(wave(i) + 2);
      waves.add(evidence(wave(i), squaredCosine, delta));
      waves.add(evidence(wave(i) + 1, 1 - squaredCosine, delta));
    }
    for (int i = 0; i < pairSums; i++) {
      double share = together(reference, i);
      pairs.add(new MeanEvidence(rows, share, share, delta));
    }
  }

  /**
   * What the rows of a window show, or of several windows merged.
   *
   * @throws IllegalArgumentException if the profile is not of the transform
   */
  public JointFinding compare(JointProfile window) {
    if (window.size() != transform.sums()) {
      throw new IllegalArgumentException("the profile is of another transform");
    }
    return new JointFinding(reconstruction(window), discrepancy(window), pair(window));
  }

  /**
   * Decimal logarithm of the evidence that rows do not come from the reference; 0 for no rows.
   *
   * @param window rows of a window, or of any stretch of time
   * @param rowsPerBlock how many rows that depend on each other count as one; at least 1
   */
  public double evidence(JointProfile window, double rowsPerBlock) {
    if (window.rows() == 0) return 0;
    double rows = window.rows() / rowsPerBlock;
    LogMean evidence = new LogMean();
    evidence.add(REST, 0);
    double each = (1 - REST) / 3;
    error.addTo(evidence, each, rows, window.mean(JointTransform.ERROR_SHARE));
    for (int i = 0; i < waves.size(); i++) {
      double mean = window.mean(wave(i / 2) + i % 2);
      waves.get(i).addTo(evidence, each / waves.size(), rows, mean);
    }
    for (int i = 0; i < pairs.size(); i++) {
      pairs.get(i).addTo(evidence, each / pairs.size(), rows, together(window, i));
    }
    return evidence.log() / LN_10;
  }

  private JointFinding.Reconstruction reconstruction(JointProfile window) {
    double unit = transform.largestError();
    double variance = variance(window);
    return new JointFinding.Reconstruction(
        unit * window.mean(JointTransform.ERROR),
        unit * Math.sqrt(variance / Math.max(1, window.rows())),
        unit * reference.mean(JointTransform.ERROR),
        unit * Math.sqrt(variance(reference) / Math.max(1, reference.rows())),
        unit * Math.sqrt(variance(reference)));
  }

  /** Of one row's error, n - 1 in the denominator. */
  private static double variance(JointProfile rows) {
    double mean = rows.mean(JointTransform.ERROR);
    double spread = Math.max(0, rows.mean(JointTransform.ERROR + 1) - mean * mean);
    return rows.rows() < 2 ? 0 : spread * rows.rows() / (rows.rows() - 1);
  }

  /**
   * Without drift the squared distance of the two means has the expectation (1 - |mu|^2)(1/n + 1/m)
   * (each row's features have length 1), which is taken off. The distance itself is at most
   * sqrt(1/n + 1/m) in expectation and changes by at most 2/n or 2/m with one row, so McDiarmid's
   * inequality bounds the chance of exceeding it (Gretton et al. 2012, section 4.1).
   */
  private JointFinding.Discrepancy discrepancy(JointProfile window) {
    if (window.rows() < 2 || reference.rows() < 2) return new JointFinding.Discrepancy(0, 1);
    double squares = 0;
    double ours = 0;
    double theirs = 0;
    int frequencies = transform.frequencies().length;
    for (int i = 0; i < 2 * frequencies; i++) {
      double now = signed(window.mean(wave(i / 2) + i % 2));
      double before = signed(reference.mean(wave(i / 2) + i % 2));
      squares += (now - before) * (now - before) / frequencies;
      ours += now * now / frequencies;
      theirs += before * before / frequencies;
    }
    double noise = (1 - ours) / (window.rows() - 1) + (1 - theirs) / (reference.rows() - 1);
    double usual = 1.0 / window.rows() + 1.0 / reference.rows();
    double excess = Math.max(0, Math.sqrt(squares) - Math.sqrt(usual));
    return new JointFinding.Discrepancy(
        Math.sqrt(Math.max(0, squares - noise)), StrictMath.exp(-excess * excess / (2 * usual)));
  }

  private JointFinding.Pair pair(JointProfile window) {
    int loudest = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < pairs.size(); i++) {
      double evidence = pairs.get(i).of((double) window.rows(), together(window, i));
      if (evidence > most) {
        most = evidence;
        loudest = i;
      }
    }
    int first = 0;
    int before = 0;
    while (loudest >= before + transform.paired() - 1 - first) {
      before += transform.paired() - 1 - first++;
    }
    List<Integer> columns = transform.columns();
    return new JointFinding.Pair(
        columns.get(first),
        columns.get(first + 1 + loudest - before),
        together(reference, loudest),
        together(window, loudest));
  }

  private double together(JointProfile rows, int pair) {
    long count = rows.count(transform.pairs() + pair);
    return rows.rows() == 0 ? 0 : (double) count / rows.rows();
  }

  private MeanEvidence evidence(int wave, double meanSquare, double delta) {
    double mean = reference.mean(wave);
    double square = (1 + 2 * signed(mean) + meanSquare) / 4;
    return new MeanEvidence(reference.rows(), mean, square, delta);
  }

  private static int wave(int frequency) {
    return JointTransform.WAVES + JointTransform.PER_WAVE * frequency;
  }

  /** From [0, 1], as waves are summed, back to [-1, 1]. */
  private static double signed(double wave) {
    return 2 * wave - 1;
  }
}
