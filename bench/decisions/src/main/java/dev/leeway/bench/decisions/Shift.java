package dev.leeway.bench.decisions;

import java.util.List;

/**
 * A drift to be found, in a single column.
 *
 * @param name as results use it
 * @param before law of the reference and of what comes before the onset
 * @param after law from the onset on
 */
record Shift(String name, Scenario before, Law after) {

  private static final Scenario NORMAL = Scenario.ALL.get(0);
  private static final Scenario ZIPF_10 = Scenario.ALL.get(2);

  static final List<Shift> ALL =
      List.of(
          new Shift("0.1 sigma", NORMAL, new Law.Normal(0.1, 1)),
          new Shift("0.2 sigma", NORMAL, new Law.Normal(0.2, 1)),
          new Shift("0.5 sigma", NORMAL, new Law.Normal(0.5, 1)),
          new Shift("scale 1.25", NORMAL, new Law.Normal(0, 1.25)),
          new Shift("new category 1%", ZIPF_10, new Law.Zipf(10, 0.01)));
}
