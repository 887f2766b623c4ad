package dev.leeway.performance;

/** How outcomes of one task become counts and sums: which places of a profile mean what. */
interface TaskCounting {

  static TaskCounting of(PerformanceLayout layout) {
    if (layout instanceof BinaryLayout binary) return new BinaryCounting(binary);
    if (layout instanceof MulticlassLayout multiclass) return new MulticlassCounting(multiclass);
    if (layout instanceof RegressionLayout regression) return new RegressionCounting(regression);
    return RankingCounting.RANKING;
  }

  /** Places of what is counted of all predictions. */
  int predictedPlaces();

  /** Places of what is counted of labelled ones. */
  int realisedPlaces();

  /** Number of exact sums over labelled ones. */
  int sums();

  /**
   * @param sign 1 to count, -1 to take back
   */
  void predicted(Answer answer, int sign, PerformanceCounter into);

  void realised(Outcome outcome, int sign, PerformanceCounter into);
}
