package dev.leeway.app.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leeway.app.e2e.Recount;
import dev.leeway.app.e2e.Traffic;
import dev.leeway.app.kafka.KafkaUnderTest;
import dev.leeway.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * One instance of a job goes and another does its work: what it has to read, and who is shut out.
 */
@Timeout(240)
@ExtendWith(KafkaUnderTest.class)
class TakeoverIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Pattern STANDBY =
      Pattern.compile("A standby of the store windows of partition");
  private static final Pattern BACK =
      Pattern.compile("The store windows of partition (\\d+) is back: (\\d+) entries");
  private static final Pattern FENCED = Pattern.compile("under this one's name: this one stops");
  private static final int EVENTS = 20_000;
  private static final Duration SPAN = Duration.ofHours(20);

  private final Traffic traffic = new Traffic(3, "t");

  @TempDir private Path folder;

  @Test
  void aStandby_takesOver_withoutReadingTheWindowsAgain(KafkaUnderTest.Cluster kafka)
      throws Exception {
    assertThat(readAgain(kafka, new Topics("standby", 4), 1)).isNotEmpty().allMatch(x -> x < 0.1);
  }

  /** The control: this is what a standby spares. */
  @Test
  void withoutAStandby_theWindowsAreReadAgain(KafkaUnderTest.Cluster kafka) throws Exception {
    assertThat(readAgain(kafka, new Topics("alone", 4), 0)).isNotEmpty().allMatch(x -> x > 0.3);
  }

  /**
   * Two instances, one of which is killed.
   *
   * @return of each partition that the other took over, which part of its changelog it read; a part
   *     of the changelog's offsets are marks of transactions
   */
  private Collection<Double> readAgain(KafkaUnderTest.Cluster kafka, Topics topics, int standbys)
      throws Exception {
    try (JobRig rig = new JobRig(kafka.bootstrapServers(), topics)) {
      DriftJobMain.Arguments first =
          rig.arguments("exactly_once_v2", folder).withStandbys(standbys);
      try (JobInstance killed = new JobInstance(first);
          JobInstance survivor = new JobInstance(first.of("survivor"))) {
        killed.start(List.of());
        survivor.start(List.of());
        if (standbys > 0) {
          killed.jvm().await(STANDBY, PATIENCE);
          survivor.jvm().await(STANDBY, PATIENCE);
        }
        fillAndAwait(rig);
        int linesBefore = survivor.lines().size();
        List<Long> ends = rig.changelogEnds();
        killed.jvm().kill();
        fillAndAwait(rig);
        Map<Integer, Double> read = new TreeMap<>();
        for (String line : survivor.lines().subList(linesBefore, survivor.lines().size())) {
          Matcher back = BACK.matcher(line);
          if (!back.find()) continue;
          int partition = Integer.parseInt(back.group(1));
          read.put(partition, Double.parseDouble(back.group(2)) / ends.get(partition));
        }
        return read.values();
      }
    }
  }

  @Test
  void twoProcessesUnderOneName_areToldApart_andNothingIsCountedTwice(KafkaUnderTest.Cluster kafka)
      throws Exception {
    try (JobRig rig = new JobRig(kafka.bootstrapServers(), new Topics("zombie", 4))) {
      DriftJobMain.Arguments arguments = rig.arguments("exactly_once_v2", folder);
      try (JobInstance zombie = new JobInstance(arguments);
          JobInstance twin = new JobInstance(arguments.elsewhere(folder.resolve("twin")))) {
        zombie.start(List.of());
        fillAndAwait(rig);
        rig.fill(traffic.spread(EVENTS, Traffic.START, SPAN, 1));
        zombie.jvm().freeze();
        twin.start(List.of());
        fillAndAwait(rig);
        zombie.jvm().goOn();
        // Whichever joined the group last keeps the name; each may shut the other out.
        await()
            .atMost(PATIENCE)
            .until(() -> Stream.of(zombie, twin).anyMatch(TakeoverIT::isShutOut));
        zombie.jvm().kill();
        twin.start(List.of());
        fillAndAwait(rig);
      }
    }
  }

  private static boolean isShutOut(JobInstance instance) {
    return instance.lines().stream().anyMatch(line -> FENCED.matcher(line).find());
  }

  /** Sends more and waits until all that was ever sent is told, each once. */
  private void fillAndAwait(JobRig rig) throws Exception {
    rig.fill(traffic.spread(EVENTS, Traffic.START, SPAN, 1));
    Recount truth = rig.recount();
    await()
        .atMost(PATIENCE)
        .pollInterval(LOOK)
        .untilAsserted(() -> assertThat(truth.differences(rig.rows())).isEmpty());
  }
}
