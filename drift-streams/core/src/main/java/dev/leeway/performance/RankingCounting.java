package dev.leeway.performance;

/** Keeps labelled items by their group. */
enum RankingCounting implements TaskCounting {
  RANKING;

  @Override
  public int predictedPlaces() {
    return 0;
  }

  @Override
  public int realisedPlaces() {
    return 0;
  }

  @Override
  public int sums() {
    return 0;
  }

  /** Predictions alone are only counted. */
  @Override
  public void predicted(Answer answer, int sign, PerformanceCounter into) {}

  @Override
  public void realised(Outcome outcome, int sign, PerformanceCounter into) {
    Answer answer = outcome.answer();
    into.rank(answer.group(), new RankedGroups.Item(answer.number(0), outcome.truth()), sign);
  }
}
