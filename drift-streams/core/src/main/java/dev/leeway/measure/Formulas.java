package dev.leeway.measure;

import dev.leeway.verdict.Measure;

/** The ids of the formulas; a formula that changes gets another number. */
final class Formulas {

  private Formulas() {}

  static String of(Measure measure) {
    return switch (measure) {
      case KS -> "ks-rows/v2";
      case PSI -> "psi-decile-floor1e-4/v2";
      case KL -> "kl-reference-current-floor1e-4/v1";
      case JENSEN_SHANNON -> "js-distance-base2/v2";
      case JENSEN_SHANNON_DIVERGENCE -> "js-divergence-base2/v1";
      case JENSEN_SHANNON_E -> "js-distance-e/v1";
      case JENSEN_SHANNON_DIVERGENCE_E -> "js-divergence-e/v1";
      case HELLINGER -> "hellinger/v1";
      case TOTAL_VARIATION -> "total-variation/v1";
      case L_INFINITY -> "l-infinity/v1";
      case L_INFINITY_ROBUST -> "l-infinity-robust/v1";
      case PSI_DECILE -> "psi-open-decile-floor1e-4/v1";
      case JENSEN_SHANNON_DECILE -> "js-distance-base2-open-decile/v1";
      case HELLINGER_DECILE -> "hellinger-open-decile/v1";
      case WASSERSTEIN -> "wasserstein-1/v1";
      case WASSERSTEIN_NORMALISED -> "wasserstein-1-reference-std/v1";
      case CRAMER_VON_MISES -> "cramer-von-mises/v1";
      case CRAMER_VON_MISES_MIDRANK -> "cramer-von-mises-midrank/v1";
      case ANDERSON_DARLING -> "anderson-darling-midrank-standardised/v1";
      case ENERGY -> "energy-distance/v1";
      case CHI_SQUARE -> "chi2-contingency/v1";
      case CHI_SQUARE_YATES -> "chi2-contingency-yates/v1";
      case CHI_SQUARE_GOF -> "chi2-fit-half/v1";
      case G -> "g-contingency/v1";
      case G_GOF -> "g-fit-half/v1";
      case Z -> "z-two-proportions-pooled/v1";
      case T -> "t-student-pooled/v1";
      case MANN_WHITNEY -> "mann-whitney-u-asymptotic/v1";
      case MEAN_DISTANCE -> "mean-distance-denoised/v1";
      case PCA_RECONSTRUCTION -> "pca-reconstruction-65/v1";
      case MMD -> "mmd-fourier-64/v1";
      case CONCORDANCE -> "concordance-loudest-pair/v1";
      case EVIDENCE, EFFECT -> measure.key();
    };
  }
}
