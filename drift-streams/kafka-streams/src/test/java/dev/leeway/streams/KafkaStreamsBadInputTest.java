package dev.leeway.streams;

import dev.leeway.testkit.BadInputConformance;
import dev.leeway.testkit.DriftEngine;
import dev.leeway.testkit.Stage;

class KafkaStreamsBadInputTest extends BadInputConformance {

  @Override
  protected DriftEngine engine(Stage on) {
    return new KafkaStreamsEngine(on);
  }
}
