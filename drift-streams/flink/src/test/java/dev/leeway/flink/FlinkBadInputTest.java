package dev.leeway.flink;

import dev.leeway.testkit.BadInputConformance;
import dev.leeway.testkit.DriftEngine;
import dev.leeway.testkit.Stage;

class FlinkBadInputTest extends BadInputConformance {

  @Override
  protected DriftEngine engine(Stage on) {
    return new FlinkEngine(on);
  }
}
