package dev.leeway.bench.decisions;

import java.util.SplittableRandom;

/**
 * Draws one of a few outcomes in constant time: Walker's alias method, with Vose's set-up (IEEE
 * Transactions on Software Engineering 17, 1991). Immutable.
 */
final class AliasTable {

  /** A coin is 31 bits of a draw, the outcome the other 32. */
  private static final double COIN = 0x1p31;

  private final int[] alias;
  private final int[] stay;

  /**
   * @param weights at least 0, not all 0; they need not sum to 1
   */
  AliasTable(double[] weights) {
    int n = weights.length;
    alias = new int[n];
    stay = new int[n];
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double[] scaled = new double[n];
    int[] small = new int[n];
    int[] large = new int[n];
    int smalls = 0;
    int larges = 0;
    for (int i = 0; i < n; i++) {
      scaled[i] = weights[i] * n / sum;
      if (scaled[i] < 1) small[smalls++] = i;
      else large[larges++] = i;
    }
    while (smalls > 0 && larges > 0) {
      int less = small[--smalls];
      int more = large[larges - 1];
      stay[less] = coin(scaled[less]);
      alias[less] = more;
      scaled[more] -= 1 - scaled[less];
      if (scaled[more] < 1) {
        larges--;
        small[smalls++] = more;
      }
    }
    // What is left is 1 but for rounding.
    while (larges > 0) certain(large[--larges]);
    while (smalls > 0) certain(small[--smalls]);
  }

  private void certain(int outcome) {
    stay[outcome] = Integer.MAX_VALUE;
    alias[outcome] = outcome;
  }

  private static int coin(double chance) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(0, chance * COIN));
  }

  /** The number of an outcome. */
  int draw(SplittableRandom random) {
    long bits = random.nextLong();
    int outcome = (int) (((bits >>> 32) * alias.length) >>> 32);
    // All ones where the coin says to stay. No processor foresees coins: a branch costs three times
    // as much.
    int stays = (((int) bits & Integer.MAX_VALUE) - stay[outcome]) >> 31;
    return (outcome & stays) | (alias[outcome] & ~stays);
  }
}
