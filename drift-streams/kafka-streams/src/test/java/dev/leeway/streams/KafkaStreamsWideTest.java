package dev.leeway.streams;

import dev.leeway.testkit.DriftEngine;
import dev.leeway.testkit.Stage;
import dev.leeway.testkit.WideConformance;

class KafkaStreamsWideTest extends WideConformance {

  @Override
  protected DriftEngine engine(Stage on) {
    return new KafkaStreamsEngine(on);
  }
}
