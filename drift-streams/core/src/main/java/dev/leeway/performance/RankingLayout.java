package dev.leeway.performance;

import static java.util.Objects.requireNonNull;

/**
 * Items that are ranked by their scores within the group of one query; labels are relevances.
 *
 * @param groupColumn holds what the items of one query have in common, at most {@link #MAX_GROUP}
 *     characters of it
 * @param scoreColumn holds the score: the higher, the further up
 * @param depth how many places from the top are looked at by measures at k
 */
public record RankingLayout(String groupColumn, String scoreColumn, int depth)
    implements PerformanceLayout {

  /** Longest name of a group. */
  public static final int MAX_GROUP = 64;

  /**
   * @throws IllegalArgumentException if the depth is not positive
   */
  public RankingLayout {
    requireNonNull(groupColumn, "groupColumn");
    requireNonNull(scoreColumn, "scoreColumn");
    if (depth < 1) throw new IllegalArgumentException("depth " + depth);
  }

  @Override
  public Reading<Answer> answer(Outputs outputs) {
    Cell score = outputs.cell(scoreColumn);
    double number = Numbers.of(score);
    if (Double.isNaN(number)) return new Reading.Bad<>(Numbers.why(score), scoreColumn);
    Cell group = outputs.cell(groupColumn);
    if (group instanceof Cell.Missing) return new Reading.Bad<>(BadOutcome.MISSING, groupColumn);
    String name = group.className();
    return name.length() > MAX_GROUP
        ? new Reading.Bad<>(BadOutcome.OUT_OF_RANGE, groupColumn)
        : new Reading.Good<>(new Answer(Answer.NO_CLASS, new double[] {number}, name));
  }

  @Override
  public Reading<Double> truth(Cell label) {
    double relevance = Numbers.of(label);
    if (Double.isNaN(relevance)) return new Reading.Bad<>(Numbers.why(label), "");
    return relevance < 0
        ? new Reading.Bad<>(BadOutcome.OUT_OF_RANGE, "")
        : new Reading.Good<>(relevance);
  }
}
