package dev.leeway.performance;

/**
 * Places of all predictions: predicted class, then for each class score cell and predicted class.
 * Of labelled ones: true and predicted class, then the rank of the true class, then for each class
 * score cell and whether it was the true one. Sums: log loss and squared error, each with its
 * square.
 */
final class MulticlassCounting implements TaskCounting {

  static final int LOG_LOSS = 0;
  static final int BRIER = 2;

  private final MulticlassLayout layout;

  /** Classes with the one for all others. */
  private final int classes;

  /** Cells of the grids before each class, and of all. */
  private final int[] cellsBefore;

  MulticlassCounting(MulticlassLayout layout) {
    this.layout = layout;
    classes = layout.other() + 1;
    cellsBefore = new int[layout.grids().size() + 1];
    for (int i = 0; i < layout.grids().size(); i++) {
      cellsBefore[i + 1] = Math.addExact(cellsBefore[i], layout.grids().get(i).cells());
    }
  }

  @Override
  public int predictedPlaces() {
    return Math.addExact(classes, Math.multiplyExact(cells(), classes));
  }

  @Override
  public int realisedPlaces() {
    return Math.addExact(classes * classes + classes, Math.multiplyExact(cells(), 2));
  }

  @Override
  public int sums() {
    return layout.scoreColumns().isEmpty() ? 0 : BRIER + 2;
  }

  @Override
  public void predicted(Answer answer, int sign, PerformanceCounter into) {
    into.countPredicted(answer.predicted(), sign);
    for (int i = 0; i < answer.numbers(); i++) {
      into.countPredicted(scoredPlace(i, cell(i, answer), answer.predicted()), sign);
    }
  }

  @Override
  public void realised(Outcome outcome, int sign, PerformanceCounter into) {
    Answer answer = outcome.answer();
    int truth = outcome.trueClass();
    into.countRealised(confusionPlace(truth, answer.predicted()), sign);
    if (answer.numbers() == 0) return;
    into.countRealised(rankPlace(rank(answer, truth)), sign);
    double squares = truth == layout.other() ? 1 : 0;
    for (int i = 0; i < answer.numbers(); i++) {
      boolean isTrue = i == truth;
      into.countRealised(scorePlace(i, cell(i, answer), isTrue), sign);
      double miss = answer.number(i) - (isTrue ? 1 : 0);
      squares += miss * miss;
    }
    double given = truth == layout.other() ? 0 : answer.number(truth);
    double loss = BinaryCounting.logLoss(BinaryCounting.floored(given));
    into.sumWithSquare(LOG_LOSS, loss, sign);
    into.sumWithSquare(BRIER, squares, sign);
  }

  /** Of a prediction by one of its classes' scores. */
  int scoredPlace(int score, int cell, int predicted) {
    return classes + (cellsBefore[score] + cell) * classes + predicted;
  }

  int confusionPlace(int truth, int predicted) {
    return truth * classes + predicted;
  }

  /**
   * @param rank how many classes are scored above the true one; equals stand in the layout's order
   */
  int rankPlace(int rank) {
    return classes * classes + rank;
  }

  /** Of a labelled row by one of its classes' scores. */
  int scorePlace(int score, int cell, boolean isTrue) {
    return classes * classes + classes + (cellsBefore[score] + cell) * 2 + (isTrue ? 1 : 0);
  }

  private int rank(Answer answer, int truth) {
    if (truth == layout.other()) return layout.other();
    int rank = 0;
    for (int i = 0; i < answer.numbers(); i++) {
      boolean above = answer.number(i) > answer.number(truth);
      if (above || (i < truth && answer.number(i) == answer.number(truth))) rank++;
    }
    return rank;
  }

  private int cell(int score, Answer answer) {
    return layout.grids().get(score).cell(answer.number(score));
  }

  private int cells() {
    return cellsBefore[cellsBefore.length - 1];
  }
}
