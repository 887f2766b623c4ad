package dev.leeway.quality;

import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.ColumnProfile;

/**
 * Rows in which the column is absent or null, as a share of all rows.
 *
 * @param atMost share in [0, 1]
 */
public record MissingValues(String column, double atMost) implements ColumnConstraint {

  public MissingValues {
    Shares.check(column, atMost);
  }

  @Override
  public ConstraintKind kind() {
    return ConstraintKind.MISSING;
  }

  @Override
  public Limits limits() {
    return Limits.atMost(atMost);
  }

  @Override
  public Finding find(ColumnLayout layout, ColumnProfile profile, long rows) {
    long missing = rows - profile.present();
    return Finding.share(missing, missing, rows);
  }
}
