package dev.leeway.quality;

import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Layout;
import dev.leeway.profile.Profile;
import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.State;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Judges profiles counted on one layout by constraints. Immutable. */
public final class QualityJudge {

  private final QualityPolicy policy;
  private final Layout layout;
  private final Map<String, Integer> places = new HashMap<>();

  /**
   * @param layout of the reference that the rows are counted on; empty where there is none
   */
  public QualityJudge(QualityPolicy policy, Layout layout) {
    this.policy = policy;
    this.layout = layout;
    List<ColumnLayout> columns = layout.columns();
    for (int place = 0; place < columns.size(); place++) {
      places.put(columns.get(place).name(), place);
    }
  }

  /**
   * One result per constraint, in the policy's order.
   *
   * @throws IllegalArgumentException if the profile was counted on another layout
   */
  public List<ConstraintResult> judge(ObservedRows rows) {
    // A window without rows has no counts at all.
    boolean counted = rows.profile().rows() > 0;
    if (counted && rows.profile().columns().size() != layout.columns().size()) {
      throw new IllegalArgumentException("profile and layout differ");
    }
    return policy.constraints().stream().map(constraint -> judge(constraint, rows)).toList();
  }

  /** FAILED if one is, else UNKNOWN if one is, else OK. */
  public static State state(List<ConstraintResult> results) {
    State state = State.OK;
    for (ConstraintResult result : results) {
      if (result.state() == State.FAILED) return State.FAILED;
      if (result.state() == State.UNKNOWN) state = State.UNKNOWN;
    }
    return state;
  }

  private ConstraintResult judge(Constraint constraint, ObservedRows rows) {
    Finding finding =
        constraint instanceof WindowConstraint window
            ? window.find(rows)
            : find((ColumnConstraint) constraint, rows.profile());
    return Wording.result(constraint, finding, rows.profile().rows());
  }

  private Finding find(ColumnConstraint constraint, Profile profile) {
    Integer place = places.get(constraint.column());
    if (place == null && layout.columns().isEmpty()) return new Finding.Nothing("no reference");
    // The monitor asks for what the model does not have: nobody must take that for good.
    if (place == null) return new Finding.Impossible("the reference has no such column");
    if (profile.rows() < policy.minRows()) {
      return new Finding.Nothing("fewer than " + policy.minRows() + " rows");
    }
    return constraint.find(
        layout.columns().get(place), profile.columns().get(place), profile.rows());
  }
}
