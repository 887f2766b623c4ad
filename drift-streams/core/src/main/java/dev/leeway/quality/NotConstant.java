package dev.leeway.quality;

import dev.leeway.profile.CategoricalProfile;
import dev.leeway.profile.ColumnKind;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.ColumnProfile;
import dev.leeway.profile.NumericProfile;
import dev.leeway.profile.SpecialBin;
import java.util.Arrays;

/**
 * The column must hold at least two different values. The number it finds is 1 for one value and 2
 * for more; it finds nothing in fewer than two values.
 */
public record NotConstant(String column) implements ColumnConstraint {

  public NotConstant {
    Shares.check(column, 0);
  }

  @Override
  public ConstraintKind kind() {
    return ConstraintKind.NOT_CONSTANT;
  }

  @Override
  public Limits limits() {
    return Limits.atLeast(2);
  }

  @Override
  public Finding find(ColumnLayout layout, ColumnProfile profile, long rows) {
    if (profile.present() - profile.wrongType() < 2) {
      return new Finding.Nothing("fewer than two values");
    }
    if (profile instanceof CategoricalProfile categorical) return categories(categorical);
    if (!(profile instanceof NumericProfile numeric)) return new Finding.Nothing("no numbers");
    if (!isConstant(numeric)) return Finding.exactly(2);
    // Of texts and vectors their length was counted, which different ones may share.
    boolean ofLength = layout.kind() == ColumnKind.TEXT || layout.kind() == ColumnKind.EMBEDDING;
    return ofLength ? Finding.between(1, 2) : Finding.exactly(1);
  }

  /** One number and nothing else, or nothing but NaN, +infinity or -infinity. */
  private static boolean isConstant(NumericProfile profile) {
    boolean oneNumber = profile.min() == profile.max();
    if (profile.finite() > 0 && !oneNumber) return false;
    int different =
        (profile.finite() > 0 ? 1 : 0)
            + (profile.special(SpecialBin.NAN) > 0 ? 1 : 0)
            + (profile.special(SpecialBin.POSITIVE_INFINITY) > 0 ? 1 : 0)
            + (profile.special(SpecialBin.NEGATIVE_INFINITY) > 0 ? 1 : 0);
    return different == 1;
  }

  /** New categories are told apart by their names, which may be cut where they are long. */
  private static Finding categories(CategoricalProfile profile) {
    long known = Arrays.stream(profile.counts()).filter(count -> count > 0).count();
    boolean fresh = profile.special(SpecialBin.NEW_CATEGORY) > 0;
    if (!fresh || known > 0) return Finding.exactly(known + (fresh ? 1 : 0) > 1 ? 2 : 1);
    return Finding.exactly(profile.distinct() > 1.5 ? 2 : 1);
  }
}
