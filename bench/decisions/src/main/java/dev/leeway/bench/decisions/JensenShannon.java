package dev.leeway.bench.decisions;

/** The Jensen-Shannon distance, as SciPy has it. */
final class JensenShannon {

  private JensenShannon() {}

  /** Of two lists of shares, with natural logarithms. */
  static double distance(double[] p, double[] q) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      double middle = (p[i] + q[i]) / 2;
      if (p[i] > 0) sum += p[i] * Math.log(p[i] / middle) / 2;
      if (q[i] > 0) sum += q[i] * Math.log(q[i] / middle) / 2;
    }
    return Math.sqrt(Math.max(0, sum));
  }
}
