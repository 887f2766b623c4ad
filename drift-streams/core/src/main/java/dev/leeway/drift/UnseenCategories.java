package dev.leeway.drift;

import dev.leeway.profile.SpecialBin;

/**
 * How many rows may hold a category that the reference does not name, though nothing changed. The
 * reference's own count, which is 0 because the names were taken from it, says nothing of that: of
 * 300 rows over 200 categories every sixth next row is "new".
 *
 * <p>Good and Turing: the chance that the next row is new is about the share of rows whose category
 * came once. Two upper bounds on it, each of which fails with probability at most exp(-penalty):
 *
 * <ul>
 *   <li>With s for the penalty, n rows, and f1 and f2 categories that came once and twice: (f1 + 2
 *       sqrt(s (f1 + 2 f2 + s)) + s) / n. The counts stand in for their expectations in the
 *       concentration inequalities of Ben-Hamou, Boucheron and Ohannessian (Bernoulli 23, 2017); a
 *       simulation test holds it against even, Zipf and mixed distributions.
 *   <li>All categories with a share of more than (s + ln n) / n are seen, so new rows come from
 *       rarer ones. Those came at most 3 (s + ln n) times, and Chernoff bounds what all such hold
 *       together. Sharper where every category is frequent.
 * </ul>
 */
final class UnseenCategories {

  private UnseenCategories() {}

  /**
   * The share of new categories that the reference leaves possible. Where the reference names only
   * its most frequent categories, no upper bound is known: they are those that luck favoured.
   */
  static ShareInterval allowed(Distribution reference, double penalty) {
    int bin = reference.bin(SpecialBin.NEW_CATEGORY);
    long known = reference.count(bin);
    if (known > 0 || reference.total() == 0) {
      double low = ShareInterval.chernoff(known, reference.total(), penalty).low();
      return new ShareInterval(low, 1);
    }
    return new ShareInterval(
        0, Math.min(1, Math.min(byOnces(reference, penalty), byRarities(reference, penalty))));
  }

  private static double byOnces(Distribution reference, double penalty) {
    long once = 0;
    long twice = 0;
    for (int bin = 0; bin < reference.regular(); bin++) {
      if (reference.count(bin) == 1) once++;
      if (reference.count(bin) == 2) twice++;
    }
    double spread = 2 * StrictMath.sqrt(penalty * (once + 2 * twice + penalty));
    return (once + spread + penalty) / reference.total();
  }

  private static double byRarities(Distribution reference, double penalty) {
    double most = 3 * (penalty + StrictMath.log((double) reference.total()));
    long rare = 0;
    for (int bin = 0; bin < reference.regular(); bin++) {
      if (reference.count(bin) <= most) rare += reference.count(bin);
    }
    return ShareInterval.chernoff(rare, reference.total(), penalty).high();
  }
}
