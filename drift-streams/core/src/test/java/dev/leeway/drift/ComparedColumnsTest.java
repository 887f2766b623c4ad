package dev.leeway.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.event.ModelRef;
import dev.leeway.monitor.ColumnPolicy;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.Profile;
import dev.leeway.profile.ProfileBuilder;
import dev.leeway.reference.LayoutBuilder;
import dev.leeway.reference.Reference;
import dev.leeway.reference.ReferenceCounter;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Evidence when a monitor comes to compare other columns than it did. */
class ComparedColumnsTest {

  private static final List<String> NAMES = List.of("x", "y");
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private final SplittableRandom random = new SplittableRandom(3);
  private final Reference reference = reference();

  @Test
  void evidenceOfOneColumn_isNotTakenForThatOfAnother_withAsManyCells() {
    DriftJudge ofX = judge("y");
    Accumulation sum = ofX.begin(START);
    for (int window = 1; window <= 20; window++) {
      sum = ofX.advance(sum, window(200), START.plusSeconds(window));
    }
    Accumulation stored = AccumulationCodec.decode(List.of(AccumulationCodec.encode(sum)));

    assertThat(sum.column(0).drifted()).isTrue();
    assertThat(ofX.fits(stored)).isTrue();
    assertThat(judge("y").fits(stored)).isTrue();
    assertThat(judge("x").fits(sum)).isFalse();
    assertThat(judge("x").fits(stored)).isFalse();
  }

  private DriftJudge judge(String ignored) {
    Monitor monitor = Monitor.withDefaults("delay");
    return new DriftJudge(reference, monitor.with(ignored, ColumnPolicy.DEFAULT.ignoring()));
  }

  /** Of x shifted, and y as ever. */
  private Profile window(int rows) {
    ProfileBuilder builder = new ProfileBuilder(new ProfileBuilder.Counting(reference.layout()));
    for (int row = 0; row < rows; row++) {
      builder.startRow();
      builder.number(0, random.nextGaussian() + 1);
      builder.number(1, random.nextGaussian());
    }
    return builder.build();
  }

  private Reference reference() {
    double[] numbers = random.doubles(4_000).toArray();
    LayoutBuilder first = new LayoutBuilder(NAMES, Monitor.withDefaults("delay"));
    for (int i = 0; i < numbers.length; i++) {
      first.number(i % 2, numbers[i]);
    }
    ReferenceCounter second = new ReferenceCounter(NAMES, first.build());
    for (int i = 0; i < numbers.length; i++) {
      if (i % 2 == 0) second.startRow();
      second.number(i % 2, numbers[i]);
    }
    return second.build(new ModelRef("delay", "1"), START, new TreeMap<>());
  }
}
