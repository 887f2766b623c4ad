package dev.leeway.flink;

import dev.leeway.testkit.DriftEngine;
import dev.leeway.testkit.LabelConformance;
import dev.leeway.testkit.Stage;

/** One task and two by turns: each start goes on from the state of another number of tasks. */
class FlinkLabelTest extends LabelConformance {

  private int starts;

  @Override
  protected DriftEngine engine(Stage on) {
    FlinkEngine flink = new FlinkEngine(on);
    return new DriftEngine() {
      @Override
      public void start() {
        flink.parallelism(1 + starts++ % 2);
        flink.start();
      }

      @Override
      public void stop() {
        flink.stop();
      }

      @Override
      public void crash() {
        flink.crash();
      }

      @Override
      public void close() {
        flink.close();
      }
    };
  }
}
