package dev.leeway.bench.throughput;

import java.util.Locale;

/** Names as options and results spell them. */
final class Words {

  private Words() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A whole number with commas. */
  static String whole(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }

  static String whole(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String plural(int count, String one) {
    return whole((long) count) + " " + one + (count == 1 ? "" : "s");
  }
}
