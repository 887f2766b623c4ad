package dev.leeway.quality;

import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.ColumnProfile;

/**
 * Values of another type than the column, as a share of the rows that hold a value.
 *
 * @param atMost share in [0, 1]
 */
public record TypeErrors(String column, double atMost) implements ColumnConstraint {

  public TypeErrors {
    Shares.check(column, atMost);
  }

  @Override
  public ConstraintKind kind() {
    return ConstraintKind.TYPE_ERRORS;
  }

  @Override
  public Limits limits() {
    return Limits.atMost(atMost);
  }

  @Override
  public Finding find(ColumnLayout layout, ColumnProfile profile, long rows) {
    return Finding.share(profile.wrongType(), profile.wrongType(), profile.present());
  }
}
