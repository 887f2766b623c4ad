package dev.leeway.profile;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Counts the values of one column that do not match a pattern as a whole. What the layout's
 * categories say is known beforehand; a value is looked at only when it is none of them. Immutable.
 */
final class PatternCheck {

  private final Pattern pattern;
  private final boolean[] mismatches;

  PatternCheck(Pattern pattern, List<String> categories) {
    this.pattern = pattern;
    mismatches = new boolean[categories.size()];
    for (int i = 0; i < mismatches.length; i++) {
      mismatches[i] = isMismatch(categories.get(i));
    }
  }

  /** A value that the pattern runs out of stack on matches nothing: it must not end the job. */
  boolean isMismatch(String value) {
    try {
      return !pattern.matcher(value).matches();
    } catch (StackOverflowError tooDeep) {
      return true;
    }
  }

  /** Rows in categories that do not match. */
  long mismatched(long[] categories) {
    long sum = 0;
    for (int i = 0; i < mismatches.length; i++) {
      if (mismatches[i]) sum += categories[i];
    }
    return sum;
  }
}
