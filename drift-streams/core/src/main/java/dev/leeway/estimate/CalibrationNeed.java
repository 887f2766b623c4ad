package dev.leeway.estimate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Whether scores come nearer to frequencies by calibration, as NannyML decides it: ten times a
 * tenth of each class is held out, the calibrator is fitted to the rest, and the expected
 * calibration error of all that was held out must fall. It splits rows by scikit-learn's random
 * numbers; here they are drawn from counts, so order and number of files do not matter.
 */
final class CalibrationNeed {

  private static final int SPLITS = 10;
  private static final int BINS = 10;

  /** Above it the classes hardly overlap, and there is nothing to calibrate. */
  private static final double SEPARATED = 0.999;

  private CalibrationNeed() {}

  /** Held-out rows of one score. */
  private record Group(double probability, long rows, long positives) {}

  static boolean of(ScoredRows data) {
    long positives = data.totalPositives();
    long negatives = data.total() - positives;
    // As many rows of each class as a tenth must be drawn from.
    if (Math.min(positives, negatives) < SPLITS) return false;
    if (data.rocAuc() > SEPARATED) return false;
    SplitMix random = new SplitMix(42);
    List<Group> before = new ArrayList<>();
    List<Group> after = new ArrayList<>();
    for (int split = 0; split < SPLITS; split++) {
      long[] heldPositives = draw(data.positives(), (positives + 5) / 10, random);
      long[] held = draw(minus(data.rows(), data.positives()), (negatives + 5) / 10, random);
      for (int i = 0; i < held.length; i++) {
        held[i] += heldPositives[i];
      }
      ScoredRows rest =
          new ScoredRows(
              data.scores(), minus(data.rows(), held), minus(data.positives(), heldPositives));
      Calibrator calibrator = IsotonicRegression.fit(rest);
      for (int i = 0; i < data.size(); i++) {
        if (held[i] == 0) continue;
        double score = data.scores()[i];
        before.add(new Group(score, held[i], heldPositives[i]));
        after.add(new Group(calibrator.probability(score), held[i], heldPositives[i]));
      }
    }
    return error(before) > error(after);
  }

  /** Rows drawn without putting back: Knuth's algorithm S. */
  private static long[] draw(long[] from, long number, SplitMix random) {
    long left = 0;
    for (long count : from) {
      left += count;
    }
    long[] drawn = new long[from.length];
    long need = number;
    for (int i = 0; i < from.length; i++) {
      for (long row = 0; row < from[i] && need > 0; row++, left--) {
        if (random.next() * left >= need) continue;
        drawn[i]++;
        need--;
      }
    }
    return drawn;
  }

  private static long[] minus(long[] from, long[] less) {
    long[] rest = from.clone();
    for (int i = 0; i < rest.length; i++) {
      rest[i] -= less[i];
    }
    return rest;
  }

  /** Expected calibration error in bins of equal numbers of rows; equal rows are split evenly. */
  private static double error(List<Group> groups) {
    groups.sort(Comparator.comparingDouble(Group::probability));
    long total = groups.stream().mapToLong(Group::rows).sum();
    long width = Math.max(1, total / BINS);
    double error = 0;
    double gap = 0;
    long filled = 0;
    int bin = 0;
    for (Group group : groups) {
      double perRow = group.probability - group.positives / (double) group.rows;
      for (long left = group.rows; left > 0; ) {
        long room = bin == BINS - 1 ? left : Math.min(left, width - filled);
        gap += room * perRow;
        filled += room;
        left -= room;
        if (filled == width && bin < BINS - 1) {
          error += Math.abs(gap);
          gap = 0;
          filled = 0;
          bin++;
        }
      }
    }
    return (error + Math.abs(gap)) / total;
  }

  /** Numbers of [0, 1) by SplitMix64 (Steele, Lea, Flood 2014): the same on every machine. */
  private static final class SplitMix {

    private long state;

    SplitMix(long seed) {
      state = seed;
    }

    double next() {
      state += 0x9E3779B97F4A7C15L;
      long mixed = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
      mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
      return ((mixed ^ mixed >>> 31) >>> 11) * 0x1p-53;
    }
  }
}
