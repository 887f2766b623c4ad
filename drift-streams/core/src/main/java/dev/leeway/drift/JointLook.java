package dev.leeway.drift;

import dev.leeway.joint.JointComparison;
import dev.leeway.joint.JointFinding;
import dev.leeway.joint.JointProfile;
import dev.leeway.joint.JointTransform;
import dev.leeway.profile.Profile;

/** Looks at columns together. Immutable. */
final class JointLook implements Look {

  private final JointTransform transform;
  private final JointComparison comparison;

  /**
   * @param reference rows that the transform was not fitted to
   * @param alpha chance that the reference misleads by more than is allowed for, in (0, 1)
   */
  JointLook(JointTransform transform, JointProfile reference, double alpha) {
    this.transform = transform;
    comparison = new JointComparison(transform, reference, alpha);
  }

  /** What a profile's rows show. */
  JointFinding find(Profile rows) {
    return comparison.compare(together(rows));
  }

  /** The rows of a profile in the cells that are looked at. */
  long[] cells(Profile rows) {
    return together(rows).cells();
  }

  @Override
  public long rows(long[] cells) {
    return cells[0];
  }

  @Override
  public double evidence(long[] cells, double rowsPerBlock) {
    return comparison.evidence(JointProfile.ofCells(cells), rowsPerBlock);
  }

  @Override
  public boolean mayReach(long[] cells, double rowsPerBlock, double evidence) {
    return true;
  }

  @Override
  public double effect(long[] cells) {
    return comparison.compare(JointProfile.ofCells(cells)).effect();
  }

  @Override
  public boolean matters(long[] cells, double tolerance) {
    return effect(cells) > tolerance;
  }

  private JointProfile together(Profile rows) {
    return rows.joint().orElseGet(transform::noRows);
  }
}
