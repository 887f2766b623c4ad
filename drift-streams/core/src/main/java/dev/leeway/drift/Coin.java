package dev.leeway.drift;

/**
 * One event held against the reference: how much better a mixture over all shares explains k of n
 * rows than the best share that the reference leaves possible.
 *
 * @param allowed the shares that the reference leaves possible
 * @param heads first parameter of the mixture's beta distribution
 * @param tails its second parameter
 * @param logBeta ln of the beta function of both
 */
record Coin(ShareInterval allowed, double heads, double tails, double logBeta) {

  /**
   * @param share the reference's, round which the mixture lies
   * @param priorRows how many rows the mixture's trust in that share is worth
   */
  static Coin of(double share, ShareInterval allowed, double priorRows) {
    // The half on either side is Krichevsky and Trofimov's: no share is ruled out.
    double heads = 0.5 + priorRows * share;
    double tails = 0.5 + priorRows * (1 - share);
    return new Coin(allowed, heads, tails, LogGamma.beta(heads, tails));
  }

  /** Whether the share k/n is one that the reference leaves possible. */
  boolean explains(double k, double n) {
    return k >= allowed.low() * n && k <= allowed.high() * n;
  }

  /** Natural logarithm of the e-process at k of n; 0 for n = 0. */
  double log(double k, double n) {
    return log(k, n, LogGamma.of(n + heads + tails));
  }

  /** The same, given ln gamma(n + heads + tails), which all coins of one prior share. */
  double log(double k, double n, double ofRows) {
    if (n == 0) return 0;
    double best = Math.max(allowed.low(), Math.min(allowed.high(), k / n));
    double mixture = LogGamma.of(k + heads) + LogGamma.of(n - k + tails) - ofRows - logBeta;
    return mixture - times(k, best) - times(n - k, 1 - best);
  }

  /**
   * Whether the logarithm at k of n may reach so much. It is at most n times the divergence of k/n
   * from the best share, for no mixture explains rows better than their own share does; and that is
   * at most the chi-square distance, which takes no logarithm.
   */
  boolean mayReach(double k, double n, double most) {
    double share = k / n;
    double best = Math.max(allowed.low(), Math.min(allowed.high(), share));
    double distance = (share - best) * (share - best) / (best * (1 - best));
    if (n * distance < most) return false;
    double own = times(k, share) + times(n - k, 1 - share);
    return !(own - times(k, best) - times(n - k, 1 - best) < most);
  }

  /** k ln p, with 0 ln 0 = 0. */
  private static double times(double k, double p) {
    return k == 0 ? 0 : k * StrictMath.log(p);
  }
}
