package dev.leeway.flink;

import dev.leeway.schemas.avro.LabelRecord;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.testkit.DriftEngine;
import dev.leeway.testkit.LabelledTest;
import dev.leeway.testkit.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The whole program in a JVM of its own joins labels, and is killed in the midst of it again and
 * again: what it goes on from is its newest checkpoint.
 */
class LabelKillIT extends LabelledTest {

  private static final long SEED = Long.getLong("leeway.test.seed", 5L);
  private static final int KILLS = 4;

  private final Random moments = new Random(SEED);
  private ClusterChild child;

  @Override
  protected DriftEngine engine(Stage on) {
    child = new ClusterChild(on);
    return child;
  }

  @Test
  void killedInTheMidstOfTheJoin_losesAndDoublesNothing() throws InterruptedException {
    List<PredictionRecord> day = scored();
    List<LabelRecord> labels = new ArrayList<>(labels(day, 0));
    labels.addAll(labels(day.subList(0, day.size() / 2), 1));
    List<LabelRecord> sent = new ArrayList<>(labels);
    sent.addAll(labels.subList(100, 300));
    Collections.shuffle(sent, moments);
    child.start();
    for (int part = 0; part <= KILLS; part++) {
      sendPredictions(part(day, part));
      sendLabels(part(sent, part));
      if (part == KILLS) break;
      // Checkpoints are a second apart: this moment lies anywhere between two of them.
      TimeUnit.MILLISECONDS.sleep(moments.nextInt(1_500));
      child.crash();
      child.start();
    }

    awaitRecount(day, labels);
  }

  private static <T> List<T> part(List<T> all, int number) {
    int parts = KILLS + 1;
    return all.subList(all.size() * number / parts, all.size() * (number + 1) / parts);
  }
}
