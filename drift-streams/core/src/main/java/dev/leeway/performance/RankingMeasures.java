package dev.leeway.performance;

import dev.leeway.performance.PerformanceResult.Finding;
import dev.leeway.performance.PerformanceResult.Found;
import dev.leeway.performance.PerformanceResult.Undefined;
import dev.leeway.performance.RankedGroups.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.ToDoubleFunction;

/** Measures of rankings: means over the groups that have a relevant item. */
final class RankingMeasures implements TaskMeasures {

  private final RankingLayout layout;
  private final List<Group> relevant = new ArrayList<>();

  RankingMeasures(RankingLayout layout, RankedGroups groups) {
    this.layout = layout;
    for (SortedMap<Item, Long> items : groups.groups().values()) {
      Group group = new Group(items);
      if (group.best > 0) relevant.add(group);
    }
  }

  @Override
  public List<PerformanceKey> keys() {
    return List.of(
        PerformanceKey.of(PerformanceMeasure.NDCG, layout.depth()),
        PerformanceKey.of(PerformanceMeasure.MAP),
        PerformanceKey.of(PerformanceMeasure.MRR),
        PerformanceKey.of(PerformanceMeasure.HIT_RATE, layout.depth()));
  }

  @Override
  public Finding of(PerformanceKey key) {
    boolean atDepth =
        key.measure() == PerformanceMeasure.NDCG || key.measure() == PerformanceMeasure.HIT_RATE;
    double depth = key.at().orElse(layout.depth());
    boolean known = key.className().isEmpty() && (atDepth || key.at().isEmpty());
    if (!known || depth < 1 || depth != Math.rint(depth)) return Undefined.NOT_LAID_OUT;
    return switch (key.measure()) {
      case NDCG -> mean(group -> group.gain(depth) / group.idealGain(depth));
      case MAP -> mean(Group::averagePrecision);
      case MRR -> mean(group -> 1.0 / group.best);
      case HIT_RATE -> mean(group -> group.best <= depth ? 1 : 0);
      default -> Undefined.NOT_LAID_OUT;
    };
  }

  private Finding mean(ToDoubleFunction<Group> measure) {
    if (relevant.isEmpty()) return Undefined.NOTHING_RELEVANT;
    double sum = 0;
    double squares = 0;
    for (Group group : relevant) {
      double value = measure.applyAsDouble(group);
      sum += value;
      squares += value * value;
    }
    double mean = sum / relevant.size();
    return new Found(mean, 0, Means.standardError(mean, squares, relevant.size()));
  }

  /** The items of one query, by score from the top; equal scores share their places. */
  private static final class Group {

    /** By different score: items, their relevant ones, and the sum of their relevances. */
    private final List<double[]> steps = new ArrayList<>();

    private final List<double[]> relevances = new ArrayList<>();

    /** The place of the first relevant item, behind all that are scored alike; 0 if none is. */
    private final long best;

    Group(SortedMap<Item, Long> items) {
      double last = Double.NaN;
      long places = 0;
      for (Map.Entry<Item, Long> entry : items.entrySet()) {
        Item item = entry.getKey();
        double number = (double) Math.max(0, entry.getValue());
        if (item.score() != last) steps.add(new double[3]);
        last = item.score();
        double[] step = steps.get(steps.size() - 1);
        step[0] += number;
        if (item.relevance() > 0) step[1] += number;
        step[2] += number * item.relevance();
        relevances.add(new double[] {item.relevance(), number});
      }
      relevances.sort((a, b) -> Double.compare(b[0], a[0]));
      long found = 0;
      for (double[] step : steps) {
        places += (long) step[0];
        if (found == 0 && step[1] > 0) found = places;
      }
      best = found;
    }

    /** Discounted cumulative gain; items of one score share what their places give. */
    double gain(double depth) {
      double gain = 0;
      double place = 0;
      for (double[] step : steps) {
        gain += step[2] / step[0] * discounts(place, place + step[0], depth);
        place += step[0];
      }
      return gain;
    }

    double idealGain(double depth) {
      double gain = 0;
      double place = 0;
      for (double[] run : relevances) {
        gain += run[0] * discounts(place, place + run[1], depth);
        place += run[1];
      }
      return gain;
    }

    /** The mean over relevant items of the share of relevant ones at or above their score. */
    double averagePrecision() {
      double items = 0;
      double hits = 0;
      double sum = 0;
      for (double[] step : steps) {
        items += step[0];
        hits += step[1];
        sum += step[1] * hits / items;
      }
      return sum / hits;
    }

    private static double discounts(double from, double to, double depth) {
      double sum = 0;
      for (double place = from; place < Math.min(to, depth); place++) {
        sum += 1 / (StrictMath.log(place + 2) / StrictMath.log(2));
      }
      return sum;
    }
  }
}
