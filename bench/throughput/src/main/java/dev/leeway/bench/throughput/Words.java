package dev.leeway.bench.throughput;

import java.util.Locale;

/** Names as options and results spell them. */
public final class Words {

  private Words() {}

  /** In lower case, with hyphens. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A whole number with commas. */
  public static String whole(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }

  public static String whole(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A number of things, with the word for one of them. */
  public static String plural(int count, String one) {
    return whole((long) count) + " " + one + (count == 1 ? "" : "s");
  }
}
