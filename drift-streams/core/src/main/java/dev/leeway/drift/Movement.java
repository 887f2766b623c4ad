package dev.leeway.drift;

import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.SpecialBin;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * What moved most in a column, in words: from counts only, so the words are the same everywhere.
 * Numbers are told by their median and the deciles of the reference that most rows came into and
 * left; categories by the three that changed most and by the new ones; then the special bins.
 */
final class Movement {

  /** A bin is worth a word from this share of rows on. */
  static final double WORTH_A_WORD = 0.005;

  private final ColumnLayout layout;
  private final Distribution reference;
  private final Distribution current;

  Movement(ColumnLayout layout, Distribution reference, Distribution current) {
    this.layout = layout;
    this.reference = reference;
    this.current = current;
  }

  String inWords() {
    StringJoiner words = new StringJoiner("; ");
    if (layout instanceof ColumnLayout.Numeric numeric) {
      words.add(new NumberMovement(numeric, reference, current).inWords());
    } else if (layout instanceof ColumnLayout.Categorical categorical) {
      words.add(new CategoryMovement(categorical.categories(), reference, current).inWords());
    }
    for (int bin = reference.regular(); bin < reference.bins(); bin++) {
      if (isNewOnly(bin)) continue;
      double now = current.share(bin);
      if (Math.abs(now - reference.share(bin)) >= WORTH_A_WORD) {
        words.add(
            String.format(
                Locale.ROOT,
                "%s %s -> %s",
                reference.special(bin).words(),
                percent(reference.share(bin)),
                percent(now)));
      }
    }
    return words.toString();
  }

  /** Categories that are new to a reference that names all of its own are told by name instead. */
  private boolean isNewOnly(int bin) {
    return reference.special(bin) == SpecialBin.NEW_CATEGORY && reference.count(bin) == 0;
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** How the share of something changed, in percentage points. */
  static String points(double change) {
    return String.format(Locale.ROOT, "%+.1f pp", 100 * change);
  }
}
