package dev.leeway.performance;

import java.util.Locale;

/** Why an answer or a label cannot be counted. */
public enum BadOutcome {
  /** A column that the layout names is absent or null. */
  MISSING,
  /** Text where a number belongs, a vector, and so on. */
  WRONG_TYPE,
  /**
   * Not finite, of a magnitude beyond {@link PerformanceLayout#LARGEST}, or a negative relevance.
   */
  OUT_OF_RANGE,
  /** A probability outside [0, 1]. */
  NOT_A_PROBABILITY,
  /** Class probabilities whose sum is further than {@link MulticlassLayout#SUM_SLACK} from 1. */
  NOT_SUMMING_TO_ONE,
  /** Neither of the two classes of a binary model. */
  UNKNOWN_CLASS;

  /** The reason as metrics and quarantine name it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
