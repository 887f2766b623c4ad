package dev.leeway.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.testkit.DriftEngine;
import dev.leeway.testkit.Stage;
import dev.leeway.testkit.StagedTest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What a savepoint must stand: another parallelism, and a fault in the task. */
@Isolated("one test looks at the threads of the whole JVM")
class FlinkStateTest extends StagedTest {

  private FlinkEngine flink;

  @Override
  protected DriftEngine engine(Stage on) {
    flink = new FlinkEngine(on);
    return flink;
  }

  @Test
  void aSavepoint_goesOnWithTwiceTheTasks_andWithHalfOfThem() {
    stage.publish(reference);
    List<PredictionRecord> day = traffic.day();
    inTurn(day.subList(0, 300));
    flink.start();
    mark();
    flink.stop();

    flink.parallelism(2);
    inTurn(day.subList(300, 700));
    flink.start();
    mark();
    flink.stop();

    flink.parallelism(1);
    inTurn(day.subList(700, day.size()));
    flink.start();
    awaitRecount(day);
  }

  @Test
  void aFaultInATask_startsItAgainFromTheCheckpoint() {
    stage.publish(reference);
    List<PredictionRecord> day = traffic.day();
    flink.start();
    inTurn(day.subList(0, 500));
    mark();
    byte[] fatal = {0, 0x7F, 0x7F, 0x7F, 0x7F, 1};
    stage.send(0, fatal, fatal, NOON);
    inTurn(day.subList(500, day.size()));

    awaitRecount(day);
    awaitQuarantined(3);
    assertThat(StagedSurroundings.fatalLooks(stage)).isGreaterThan(1);
  }

  /** The connector itself leaves an admin client behind each time. */
  @Test
  void starts_leaveNoClientsBehind() {
    Set<Thread> before = clients();
    stage.publish(reference);
    for (int start = 0; start < 2; start++) {
      flink.start();
      mark();
      assertThat(clients()).hasSizeGreaterThan(before.size());
      flink.crash();
    }

    patiently().untilAsserted(() -> assertThat(clients()).isSubsetOf(before));
  }

  /** Threads of Kafka's clients and of ours. */
  private static Set<Thread> clients() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("kafka-(admin|producer|coordinator).*|leeway.*"))
        .collect(Collectors.toSet());
  }
}
