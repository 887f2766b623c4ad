package dev.leeway.measure;

import dev.leeway.verdict.Measure;

/** What groups do not show, so that a measure of them may differ from that of all values. */
sealed interface GroupError {

  /**
   * A bound on how far the measure of all values is from that of the groups.
   *
   * @param value of the groups
   * @return infinite where there is no bound
   */
  double of(Measure measure, UnorderedCells groups, double value);

  /** Every value counts in a group of its own, or the groups are what the measure is defined on. */
  record Nothing() implements GroupError {

    @Override
    public double of(Measure measure, UnorderedCells groups, double value) {
      return 0;
    }
  }

  /** The groups are not those of the definition. */
  record OtherEdges() implements GroupError {

    @Override
    public double of(Measure measure, UnorderedCells groups, double value) {
      return Double.POSITIVE_INFINITY;
    }
  }

  /**
   * New categories share a group, but each is known.
   *
   * @param all the groups with every category by itself
   */
  record KnownNames(UnorderedCells all) implements GroupError {

    @Override
    public double of(Measure measure, UnorderedCells groups, double value) {
      return Math.abs(GroupMeasures.of(measure, all).value() - value);
    }
  }

  /**
   * New categories share a group, and any number of them may.
   *
   * @param group the place of that group
   */
  record UnknownNames(int group) implements GroupError {

    @Override
    public double of(Measure measure, UnorderedCells groups, double value) {
      MergedNames.Range range = new MergedNames(groups, group).range(measure, value);
      return Math.max(0, Math.max(range.most() - value, value - range.least()));
    }
  }
}
