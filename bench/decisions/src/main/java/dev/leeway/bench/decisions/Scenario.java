package dev.leeway.bench.decisions;

import java.util.List;

/** A law without drift, by the name that results use. */
record Scenario(String name, Law law) {

  static final List<Scenario> ALL =
      List.of(
          new Scenario("normal", Law.Normal.STANDARD),
          new Scenario("log-normal", new Law.LogNormal(Law.Normal.STANDARD)),
          new Scenario("zipf-10", new Law.Zipf(10, 0)),
          new Scenario("zipf-50", new Law.Zipf(50, 0)),
          new Scenario("zipf-200", new Law.Zipf(200, 0)));
}
