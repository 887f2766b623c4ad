package dev.leeway.performance;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * The mergeable summary of predictions and of those among them whose labels are known, counted by a
 * {@link PerformanceCounter} on one {@link PerformanceLayout}.
 *
 * <p>Laws: profiles are an abelian group. {@link #merge} is commutative and associative, the empty
 * profile changes nothing, {@link #subtract} undoes a merge, and {@link PerformanceProfileCodec}
 * gives equal profiles equal bytes. So a profile may hold less than nothing: the correction that a
 * late label makes. (Rankings whose items outgrew {@link RankedGroups#MAX_ITEMS} may keep fewer of
 * them after a retraction than a count from scratch.)
 *
 * @param predicted predictions
 * @param realised those with a label
 * @param predictedCounts of predictions, by places that the layout gives meaning
 * @param realisedCounts of those with a label
 * @param sums over those with a label
 * @param groups labelled items of rankings
 */
public record PerformanceProfile(
    long predicted,
    long realised,
    SparseCounts predictedCounts,
    SparseCounts realisedCounts,
    List<ExactSum> sums,
    RankedGroups groups) {

  public PerformanceProfile {
    requireNonNull(predictedCounts, "predictedCounts");
    requireNonNull(realisedCounts, "realisedCounts");
    requireNonNull(groups, "groups");
    sums = List.copyOf(sums);
  }

  /** Of nothing, counted on the given layout. */
  public static PerformanceProfile empty(PerformanceLayout layout) {
    return new PerformanceCounter(layout).build();
  }

  /** Share of predictions whose label is known; 0 where there are no predictions. */
  public double coverage() {
    return predicted == 0 ? 0 : realised / (double) predicted;
  }

  /** Whether nothing was counted, or all of it taken back. */
  public boolean isEmpty() {
    return predicted == 0
        && realised == 0
        && predictedCounts.size() == 0
        && realisedCounts.size() == 0
        && groups.groups().isEmpty()
        && sums.stream().allMatch(sum -> sum.signum() == 0);
  }

  /** Whether it can stand by itself: it takes nothing back that it does not hold. */
  public boolean isWhole() {
    return predicted >= realised
        && realised >= 0
        && predictedCounts.isWhole()
        && realisedCounts.isWhole()
        && groups.isWhole();
  }

  /**
   * Both together.
   *
   * @throws IllegalArgumentException if the other was counted on another kind of layout
   */
  public PerformanceProfile merge(PerformanceProfile other) {
    return sum(other, 1);
  }

  /**
   * This without the other.
   *
   * @throws IllegalArgumentException if the other was counted on another kind of layout
   */
  public PerformanceProfile subtract(PerformanceProfile other) {
    return sum(other, -1);
  }

  private PerformanceProfile sum(PerformanceProfile other, int sign) {
    if (sums.size() != other.sums.size()) {
      throw new IllegalArgumentException("profiles of different layouts do not go together");
    }
    List<ExactSum> total = new ArrayList<>(sums.size());
    for (int i = 0; i < sums.size(); i++) {
      ExactSum theirs = other.sums.get(i);
      total.add(sign > 0 ? sums.get(i).plus(theirs) : sums.get(i).minus(theirs));
    }
    boolean plus = sign > 0;
    return new PerformanceProfile(
        Math.addExact(predicted, sign * other.predicted),
        Math.addExact(realised, sign * other.realised),
        plus
            ? predictedCounts.plus(other.predictedCounts)
            : predictedCounts.minus(other.predictedCounts),
        plus
            ? realisedCounts.plus(other.realisedCounts)
            : realisedCounts.minus(other.realisedCounts),
        total,
        plus ? groups.plus(other.groups) : groups.minus(other.groups));
  }
}
