package dev.leeway.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.topics.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Broker and job in JVMs of their own. Five jobs of two instances each go at once through what five
 * seeds decide, while their one broker is killed, and later stays away for 30 s. After that every
 * acknowledged prediction must be on the topic, and every window be told with the rows that a
 * recount of the topic has. A failure tells each seed's story; {@code -Dleeway.test.seed=} and the
 * first of them repeats it.
 */
@Timeout(400)
class ChaosIT {

  private static final long SEED = Long.getLong("leeway.test.seed", 5L);
  private static final int SEEDS = 5;
  private static final long AWAY_MILLIS = 30_000;

  @TempDir private Path folder;

  @Test
  void exactlyOnce_countsEveryAcknowledgedPredictionOnce() throws Exception {
    List<Ordeal.Outcome> outcomes = ordeals("exactly_once_v2", outcome -> false);

    assertThat(outcomes).hasSize(SEEDS).allMatch(Ordeal.Outcome::isExact);
  }

  /** The negative control: where nothing guards against the same, the counts show it. */
  @Test
  void atLeastOnce_isSeenToCountWrong() throws Exception {
    assertThat(ordeals("at_least_once", outcome -> !outcome.isExact()))
        .anyMatch(outcome -> !outcome.isExact());
  }

  /** What came of all seeds, or of those up to the first that is enough. */
  private List<Ordeal.Outcome> ordeals(String guarantee, Predicate<Ordeal.Outcome> enough)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(SEEDS);
    CompletionService<Ordeal.Outcome> ordeals = new ExecutorCompletionService<>(threads);
    List<JobRig> rigs = new ArrayList<>();
    Ordeal.Broker told = Ordeal.Broker.of(SEEDS);
    try (BrokerChild broker = BrokerChild.start(folder.resolve("kafka"))) {
      for (long seed = SEED; seed < SEED + SEEDS; seed++) {
        JobRig rig = new JobRig(broker.bootstrapServers(), new Topics("chaos-" + seed, 4));
        rigs.add(rig);
        Path state = Files.createDirectories(folder.resolve("state-" + seed));
        var unused = ordeals.submit(new Ordeal(seed, rig, rig.arguments(guarantee, state), told));
      }
      assertThat(told.jobsToWaitFor().await(2, TimeUnit.MINUTES)).isTrue();
      vex(broker);
      told.isSafe().countDown();
      List<Ordeal.Outcome> outcomes = new ArrayList<>();
      while (outcomes.size() < SEEDS && outcomes.stream().noneMatch(enough)) {
        outcomes.add(ordeals.take().get());
      }
      return outcomes;
    } finally {
      threads.shutdownNow();
      threads.awaitTermination(1, TimeUnit.MINUTES);
      rigs.forEach(JobRig::close);
    }
  }

  private static void vex(BrokerChild broker) throws Exception {
    Random random = new Random(SEED);
    TimeUnit.MILLISECONDS.sleep(random.nextInt(6_000));
    broker.kill();
    broker.startAgain();
    TimeUnit.MILLISECONDS.sleep(5_000 + random.nextInt(5_000));
    broker.kill();
    TimeUnit.MILLISECONDS.sleep(AWAY_MILLIS);
    broker.startAgain();
  }
}
