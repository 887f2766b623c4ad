package dev.leeway.flink;

import dev.leeway.testkit.DriftEngine;
import dev.leeway.testkit.Stage;
import dev.leeway.testkit.WideConformance;

class FlinkWideTest extends WideConformance {

  @Override
  protected DriftEngine engine(Stage on) {
    return new FlinkEngine(on);
  }
}
