package dev.leeway.quality;

import dev.leeway.profile.CategoricalProfile;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.ColumnProfile;
import java.util.Arrays;

/**
 * Values that were there before, as a share of the rows that hold a category: 0 where each is
 * different. Of more than 300 values that the reference does not name their number is estimated,
 * with bounds of some 5 %.
 *
 * @param atMost share in [0, 1] of repeated values
 */
public record RepeatedValues(String column, double atMost) implements ColumnConstraint {

  public RepeatedValues {
    Shares.check(column, atMost);
  }

  @Override
  public ConstraintKind kind() {
    return ConstraintKind.REPEATED;
  }

  @Override
  public Limits limits() {
    return Limits.atMost(atMost);
  }

  @Override
  public Finding find(ColumnLayout layout, ColumnProfile profile, long rows) {
    if (!(profile instanceof CategoricalProfile categorical)) {
      return new Finding.Nothing("the column has no categories");
    }
    long present = categorical.present() - categorical.wrongType();
    long known = Arrays.stream(categorical.counts()).filter(count -> count > 0).count();
    return Distinct.repeated(present, known, categorical.distinct() - known);
  }
}
