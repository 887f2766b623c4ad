package dev.leeway.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.event.ModelRef;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Window;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerdictPartitionerTest {

  private final VerdictPartitioner partitioner = new VerdictPartitioner();

  @Test
  void partitions_keepsAModelAndSegmentTogether() {
    Set<Integer> used = new HashSet<>();
    for (int hour = 0; hour < 50; hour++) {
      for (String version : List.of("1", "2")) {
        used.add(partition("flight-delay", version, "origin=A|B", hour));
      }
    }
    assertThat(used).hasSize(1);
  }

  @Test
  void partitions_spreadsModelsAndSegments() {
    Set<Integer> models = new HashSet<>();
    Set<Integer> segments = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      models.add(partition("model-" + i, "1", "", 0));
      segments.add(partition("flight-delay", "1", "origin=" + i, 0));
    }
    assertThat(models).containsExactlyInAnyOrder(0, 1, 2, 3);
    assertThat(segments).containsExactlyInAnyOrder(0, 1, 2, 3);
  }

  private int partition(String model, String version, String segment, int hour) {
    Verdict verdict =
        new Verdict(
            new ModelRef(model, version),
            segment,
            Window.starting(hour * 3_600_000L, Duration.ofHours(1)),
            Verdict.Kind.DRIFT,
            1,
            State.OK,
            Verdict.UnknownReason.NONE,
            1,
            "ref",
            List.of());
    byte[] key = verdict.key().getBytes(UTF_8);
    Set<Integer> partitions = partitioner.partitions("v", key, new byte[0], 4).orElseThrow();
    assertThat(partitions).hasSize(1);
    return partitions.iterator().next();
  }
}
