package dev.leeway.drift;

/** Bounds on a probability. */
record ShareInterval(double low, double high) {

  /**
   * Every p under which k of n is not too unlikely: n KL(k/n, p) at most {@code penalty}. With
   * penalty ln(2/alpha) the interval holds the true p with probability at least 1 - alpha, for any
   * n (Chernoff's bound).
   */
  static ShareInterval chernoff(long k, long n, double penalty) {
    if (n == 0) return new ShareInterval(0, 1);
    double share = (double) k / n;
    double allowed = penalty / n;
    return new ShareInterval(bound(share, 0, allowed), bound(share, 1, allowed));
  }

  /** What this interval shares with the one from share - band to share + band. */
  ShareInterval within(double band, double share) {
    return new ShareInterval(Math.max(low, share - band), Math.min(high, share + band));
  }

  /** Bisection between the share, where the divergence is 0, and the far end. */
  private static double bound(double share, double end, double allowed) {
    double inside = share;
    double outside = end;
    for (int i = 0; i < 60; i++) {
      double middle = (inside + outside) / 2;
      if (divergence(share, middle) <= allowed) inside = middle;
      else outside = middle;
    }
    return outside;
  }

  /** KL divergence of two coins, natural logarithm. */
  private static double divergence(double p, double q) {
    return term(p, q) + term(1 - p, 1 - q);
  }

  private static double term(double p, double q) {
    return p == 0 ? 0 : p * StrictMath.log(p / q);
  }
}
