package dev.leeway.quality;

import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.ColumnProfile;

/** A constraint on one column. */
public sealed interface ColumnConstraint extends Constraint
    permits MissingValues,
        TypeErrors,
        ValueRange,
        ValuePattern,
        AllowedValues,
        NewCategories,
        NotConstant,
        RepeatedValues {

  /**
   * What the column's counts show.
   *
   * @param rows of the profile, those without a value among them
   */
  Finding find(ColumnLayout layout, ColumnProfile column, long rows);
}
