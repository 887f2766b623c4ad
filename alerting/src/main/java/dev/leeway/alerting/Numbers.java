package dev.leeway.alerting;

import java.util.Locale;

/** Numbers as a person likes to read them. */
final class Numbers {

  /** As many as a person likes to read, and as many as may be needed to tell two numbers apart. */
  private static final int FEWEST_DECIMALS = 2;

  private static final int MOST_DECIMALS = 9;

  private Numbers() {}

  /** Both with as few decimals as tell them apart, unless they are equal. */
  static String[] apart(double first, double second) {
    int decimals = FEWEST_DECIMALS;
    while (first != second
        && decimals < MOST_DECIMALS
        && of(first, decimals).equals(of(second, decimals))) {
      decimals++;
    }
    return new String[] {of(first, decimals), of(second, decimals)};
  }

  /** With as many decimals as another one was told with. */
  static String of(double number, String like) {
    return of(number, like.length() - 1 - like.indexOf('.'));
  }

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String of(double number, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", number);
  }
}
