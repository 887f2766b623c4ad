package dev.leeway.quality;

import static java.util.Collections.unmodifiableSet;

import dev.leeway.profile.CategoricalProfile;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.ColumnProfile;
import java.util.Set;
import java.util.TreeSet;

/**
 * Values outside a list, as a share of the rows that hold a value of the column's type. Exact for
 * the reference's categories; of the values that the reference does not name it knows the frequent
 * ones, so with very many of those there are bounds.
 *
 * @param values what is allowed, not empty; kept in alphabetical order
 * @param atMost share in [0, 1] that may lie outside
 */
public record AllowedValues(String column, Set<String> values, double atMost)
    implements ColumnConstraint {

  public AllowedValues {
    Shares.check(column, atMost);
    values = unmodifiableSet(new TreeSet<>(values));
    if (values.isEmpty()) throw new IllegalArgumentException("no value is allowed");
  }

  @Override
  public ConstraintKind kind() {
    return ConstraintKind.ALLOWED;
  }

  @Override
  public Limits limits() {
    return Limits.atMost(atMost);
  }

  @Override
  public Finding find(ColumnLayout layout, ColumnProfile profile, long rows) {
    if (layout instanceof ColumnLayout.Categorical categorical
        && profile instanceof CategoricalProfile found) {
      return NewNames.misfits(found, categorical.categories(), values::contains);
    }
    return new Finding.Nothing("the column has no categories");
  }
}
