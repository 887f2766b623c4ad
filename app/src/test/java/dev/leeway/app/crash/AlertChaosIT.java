package dev.leeway.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.app.kafka.EmbeddedKafka;
import dev.leeway.app.kafka.SharedKafka;
import dev.leeway.topics.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Alerting in a JVM of its own, that is ended at every step from a verdict to a delivered message.
 * After that a webhook must have been told of every opening and end that a naive reading of the
 * verdicts finds, and of nothing else; twice under one id is allowed. A failure tells each seed's
 * story; {@code -Dleeway.test.seed=} and the first of them repeats it.
 */
@Timeout(400)
@ExtendWith(SharedKafka.class)
class AlertChaosIT {

  private static final long SEED = Long.getLong("leeway.test.seed", 5L);
  private static final int SEEDS = 5;

  /** More at once would only wait for each other. */
  private static final int AT_ONCE = 3;

  @Test
  void everyTransition_isToldUnderOneIdWhateverDies(EmbeddedKafka kafka) throws Exception {
    List<AlertOrdeal.Outcome> outcomes = ordeals(kafka, "alert-chaos", SEEDS, false);

    assertThat(outcomes)
        .hasSize(SEEDS)
        .allMatch(outcome -> outcome.tally().exact())
        .allMatch(outcome -> outcome.tally().transitions() > 20)
        .anyMatch(outcome -> outcome.tally().repeated() > 0);
  }

  /** The negative control: an outbox in memory loses alerts, and it is seen. */
  @Test
  void outboxInMemory_isSeenToLose(EmbeddedKafka kafka) throws Exception {
    assertThat(ordeals(kafka, "forgetful", 1, true))
        .anyMatch(outcome -> !outcome.tally().lost().isEmpty());
  }

  private static List<AlertOrdeal.Outcome> ordeals(
      EmbeddedKafka kafka, String name, int seeds, boolean forgetful) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(seeds, AT_ONCE));
    List<AlertRig> rigs = new ArrayList<>();
    try {
      List<AlertOrdeal> ordeals = new ArrayList<>();
      for (long seed = SEED; seed < SEED + seeds; seed++) {
        Topics topics = new Topics(name + "-" + seed, 4);
        AlertRig rig = new AlertRig(kafka.bootstrapServers(), topics, new Random(seed));
        rigs.add(rig);
        ordeals.add(new AlertOrdeal(seed, rig, forgetful));
      }
      List<AlertOrdeal.Outcome> outcomes = new ArrayList<>();
      for (Future<AlertOrdeal.Outcome> ordeal : threads.invokeAll(ordeals)) {
        outcomes.add(ordeal.get());
      }
      return outcomes;
    } finally {
      threads.shutdownNow();
      threads.awaitTermination(1, TimeUnit.MINUTES);
      rigs.forEach(AlertRig::close);
    }
  }
}
