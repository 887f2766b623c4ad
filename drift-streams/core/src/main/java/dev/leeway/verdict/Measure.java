package dev.leeway.verdict;

import java.util.Optional;

/** The measures a verdict can carry; docs/measures.md has formula, range and source of each. */
public enum Measure {
  /** Kolmogorov-Smirnov: the largest gap of the two cumulative distributions, in [0, 1]. */
  KS("ks"),
  /** Population stability index over the reference's deciles, in [0, inf). */
  PSI("psi"),
  /** Kullback-Leibler divergence of the window from the reference, natural log, in [0, inf). */
  KL("kl"),
  /** Jensen-Shannon distance with base 2, in [0, 1]. */
  JENSEN_SHANNON("jensen_shannon"),
  /** Jensen-Shannon divergence with base 2, the distance's square, in [0, 1]. */
  JENSEN_SHANNON_DIVERGENCE("jensen_shannon_divergence"),
  /** Jensen-Shannon distance with base e, in [0, 0.833]. */
  JENSEN_SHANNON_E("jensen_shannon_e"),
  /** Jensen-Shannon divergence with base e, in [0, ln 2]. */
  JENSEN_SHANNON_DIVERGENCE_E("jensen_shannon_divergence_e"),
  /** Hellinger distance, in [0, 1]. */
  HELLINGER("hellinger"),
  /** Half the sum of the differences of shares, in [0, 1]. */
  TOTAL_VARIATION("total_variation"),
  /** The largest difference of shares, in [0, 1]. */
  L_INFINITY("l_infinity"),
  /** The largest difference of shares less what chance makes of small samples, as Deequ's. */
  L_INFINITY_ROBUST("l_infinity_robust"),
  /** PSI of the numbers alone in ten open-ended groups, as most tools do, in [0, inf). */
  PSI_DECILE("psi_decile"),
  /** Jensen-Shannon distance, base 2, of the numbers alone in ten open-ended groups, in [0, 1]. */
  JENSEN_SHANNON_DECILE("jensen_shannon_decile"),
  /** Hellinger distance of the numbers alone in ten open-ended groups, in [0, 1]. */
  HELLINGER_DECILE("hellinger_decile"),
  /** Wasserstein-1: how far a number moved on average, in the column's unit, in [0, inf). */
  WASSERSTEIN("wasserstein"),
  /** Wasserstein-1 in population standard deviations of the reference, in [0, inf). */
  WASSERSTEIN_NORMALISED("wasserstein_normalised"),
  /** Cramer-von Mises' T of two samples, in [0, inf). */
  CRAMER_VON_MISES("cramer_von_mises"),
  /** The same with ranks of ties averaged, as scipy computes it; of exact samples only. */
  CRAMER_VON_MISES_MIDRANK("cramer_von_mises_midrank"),
  /** Anderson-Darling's A2 of two samples, standardised after Scholz and Stephens. */
  ANDERSON_DARLING("anderson_darling"),
  /** Energy distance, in the square root of the column's unit, in [0, inf). */
  ENERGY("energy"),
  /** Chi-square of the 2 x k contingency table, without Yates' correction, in [0, inf). */
  CHI_SQUARE("chi_square"),
  /** The same with Yates' correction where the table is 2 x 2. */
  CHI_SQUARE_YATES("chi_square_yates"),
  /** Chi-square of the window's counts against the reference's shares, in [0, inf). */
  CHI_SQUARE_GOF("chi_square_gof"),
  /** G, the likelihood ratio, of the 2 x k contingency table, in [0, inf). */
  G("g"),
  /** G of the window's counts against the reference's shares, in [0, inf). */
  G_GOF("g_gof"),
  /** Two-proportion z of a column with two categories; positive where the reference has more. */
  Z("z"),
  /** Student's t with pooled variance; positive where the reference's mean is larger. */
  T("t"),
  /** Mann-Whitney's U of the reference, in [0, n m]. */
  MANN_WHITNEY("mann_whitney"),
  /** Distance of the mean vectors, less that of noise, in the components' unit, in [0, inf). */
  MEAN_DISTANCE("mean_distance"),
  /** Mean distance of rows from the principal components that carry most variance, in [0, inf). */
  PCA_RECONSTRUCTION("pca_reconstruction"),
  /** Maximum mean discrepancy by random Fourier features, in [0, sqrt 2]. */
  MMD("mmd"),
  /** Change of the share of rows in which two columns lie on the same side, in [0, 1]. */
  CONCORDANCE("concordance"),
  /** Decimal logarithm of the evidence against "these rows come from the reference". */
  EVIDENCE("evidence"),
  /** Share of rows that moved, in [0, 1]; what noise alone would move is taken off. */
  EFFECT("effect");

  private final String key;

  Measure(String key) {
    this.key = key;
  }

  /** The name in JSON, metrics and configuration. */
  public String key() {
    return key;
  }

  /** Whether it is the statistic of a test, so that it has a p-value. */
  public boolean isTest() {
    return switch (this) {
      case KS,
          CRAMER_VON_MISES,
          CRAMER_VON_MISES_MIDRANK,
          ANDERSON_DARLING,
          CHI_SQUARE,
          CHI_SQUARE_YATES,
          CHI_SQUARE_GOF,
          G,
          G_GOF,
          Z,
          T,
          MANN_WHITNEY,
          PCA_RECONSTRUCTION,
          MMD ->
          true;
      default -> false;
    };
  }

  /** The measure of the given key, if there is one. */
  public static Optional<Measure> of(String key) {
    for (Measure measure : values()) {
      if (measure.key.equals(key)) return Optional.of(measure);
    }
    return Optional.empty();
  }
}
