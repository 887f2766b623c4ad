package dev.leeway.quality;

import dev.leeway.profile.CategoricalProfile;
import dev.leeway.profile.ColumnKind;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.ColumnProfile;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Values that a regular expression does not match as a whole, as a share of the rows that hold a
 * value of the column's type. Rows must be counted with {@link QualityPolicy#patterns}.
 *
 * @param regex in Java's syntax
 * @param atMost share in [0, 1] that may not match
 */
public record ValuePattern(String column, String regex, double atMost) implements ColumnConstraint {

  /**
   * @throws IllegalArgumentException if the expression is none
   */
  public ValuePattern {
    Shares.check(column, atMost);
    try {
      Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("no regular expression: " + e.getDescription(), e);
    }
  }

  @Override
  public ConstraintKind kind() {
    return ConstraintKind.PATTERN;
  }

  @Override
  public Limits limits() {
    return Limits.atMost(atMost);
  }

  /** The expression, ready to use. */
  public Pattern pattern() {
    return Pattern.compile(regex);
  }

  @Override
  public Finding find(ColumnLayout layout, ColumnProfile profile, long rows) {
    if (layout instanceof ColumnLayout.Categorical categorical
        && profile instanceof CategoricalProfile found) {
      Pattern compiled = pattern();
      Finding bounds =
          NewNames.misfits(
              found, categorical.categories(), value -> compiled.matcher(value).matches());
      return bounds instanceof Finding.Seen seen ? counted(found, seen) : bounds;
    }
    if (layout.kind() == ColumnKind.TEXT) {
      return Finding.share(
          profile.mismatched(), profile.mismatched(), profile.present() - profile.wrongType());
    }
    return new Finding.Nothing("the column holds no text");
  }

  /** Rows that were counted before the pattern was given can be told by their names only. */
  private static Finding counted(CategoricalProfile found, Finding.Seen bounds) {
    double share = (double) found.mismatched() / (found.present() - found.wrongType());
    return share >= bounds.low() && share <= bounds.high() ? Finding.exactly(share) : bounds;
  }
}
