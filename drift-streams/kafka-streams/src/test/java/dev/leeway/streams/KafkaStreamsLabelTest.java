package dev.leeway.streams;

import dev.leeway.testkit.DriftEngine;
import dev.leeway.testkit.LabelConformance;
import dev.leeway.testkit.Stage;

class KafkaStreamsLabelTest extends LabelConformance {

  @Override
  protected DriftEngine engine(Stage on) {
    return new KafkaStreamsEngine(on);
  }
}
