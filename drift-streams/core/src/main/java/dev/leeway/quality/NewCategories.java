package dev.leeway.quality;

import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.ColumnProfile;
import dev.leeway.profile.SpecialBin;

/**
 * Values that the reference does not name, as a share of the rows that hold a category.
 *
 * @param atMost share in [0, 1]
 */
public record NewCategories(String column, double atMost) implements ColumnConstraint {

  public NewCategories {
    Shares.check(column, atMost);
  }

  @Override
  public ConstraintKind kind() {
    return ConstraintKind.NEW_CATEGORIES;
  }

  @Override
  public Limits limits() {
    return Limits.atMost(atMost);
  }

  @Override
  public Finding find(ColumnLayout layout, ColumnProfile profile, long rows) {
    if (!(layout instanceof ColumnLayout.Categorical)) {
      return new Finding.Nothing("the column has no categories");
    }
    long fresh = profile.special(SpecialBin.NEW_CATEGORY);
    return Finding.share(fresh, fresh, profile.present() - profile.wrongType());
  }
}
