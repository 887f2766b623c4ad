package dev.leeway.streams;

import dev.leeway.testkit.DriftConformance;
import dev.leeway.testkit.DriftEngine;
import dev.leeway.testkit.Stage;

class KafkaStreamsConformanceTest extends DriftConformance {

  @Override
  protected DriftEngine engine(Stage on) {
    return new KafkaStreamsEngine(on);
  }
}
