package dev.leeway.flink;

import dev.leeway.testkit.DriftConformance;
import dev.leeway.testkit.DriftEngine;
import dev.leeway.testkit.Stage;

class FlinkConformanceTest extends DriftConformance {

  @Override
  protected DriftEngine engine(Stage on) {
    return new FlinkEngine(on);
  }
}
