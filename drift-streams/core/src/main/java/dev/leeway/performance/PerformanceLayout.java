package dev.leeway.performance;

/**
 * How the outcomes of a model are counted: which columns hold its answer, what they mean, and on
 * which grid its scores lie. Profiles merge and compare only if they were counted on equal layouts.
 */
public sealed interface PerformanceLayout
    permits BinaryLayout, MulticlassLayout, RegressionLayout, RankingLayout {

  /** The largest magnitude of a number: the fourth power of an error must be a double. */
  double LARGEST = 1e75;

  /** The answer in a prediction's outputs. */
  Reading<Answer> answer(Outputs outputs);

  /** The truth in a label: a class by its place, a number, or a relevance. */
  Reading<Double> truth(Cell label);
}
