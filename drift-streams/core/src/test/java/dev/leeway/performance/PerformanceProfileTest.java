package dev.leeway.performance;

import static dev.leeway.performance.PerformanceProfileCodec.encode;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.profile.Envelope;
import dev.leeway.sketch.CorruptStateException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The laws of profiles: rows give the same bytes, whatever happened to them on the way. */
class PerformanceProfileTest {

  private static final List<PerformanceLayout> LAYOUTS = TaskRows.LAYOUTS;

  @ParameterizedTest
  @FieldSource("LAYOUTS")
  void merge_ofAnyTreeInAnyOrder_givesTheBytesOfTheWhole(PerformanceLayout layout) {
    for (int seed = 0; seed < 20; seed++) {
      List<Outcome> outcomes = TaskRows.random(layout, new SplittableRandom(seed), 200);
      byte[] whole = encode(TaskRows.profile(layout, outcomes));
      Collections.shuffle(outcomes, new Random(seed));

      assertThat(encode(tree(layout, outcomes, new Random(seed)))).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @FieldSource("LAYOUTS")
  void retract_whatWasCorrected_leavesNoTrace(PerformanceLayout layout) {
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Outcome> outcomes = TaskRows.random(layout, random, 150);
      List<Outcome> wrong = TaskRows.random(layout, random, 150);
      PerformanceCounter counter = new PerformanceCounter(layout);
      for (int i = 0; i < outcomes.size(); i++) {
        // Half of them are taken back before they were added.
        if (i % 2 == 0) counter.addPredicted(wrong.get(i).answer()).add(wrong.get(i));
        counter.retractPredicted(wrong.get(i).answer()).retract(wrong.get(i));
        counter.addPredicted(outcomes.get(i).answer()).add(outcomes.get(i));
      }
      PerformanceCounter odd = new PerformanceCounter(layout);
      for (int i = 1; i < wrong.size(); i += 2) {
        odd.addPredicted(wrong.get(i).answer()).add(wrong.get(i));
      }

      PerformanceProfile corrected = counter.build().merge(odd.build());

      assertThat(encode(corrected)).isEqualTo(encode(TaskRows.profile(layout, outcomes)));
    }
  }

  @ParameterizedTest
  @FieldSource("LAYOUTS")
  void subtract_undoesMerge(PerformanceLayout layout) {
    SplittableRandom random = new SplittableRandom(7);
    PerformanceProfile a = TaskRows.profile(layout, TaskRows.random(layout, random, 90));
    PerformanceProfile b = TaskRows.profile(layout, TaskRows.random(layout, random, 60));
    PerformanceProfile empty = PerformanceProfile.empty(layout);

    assertThat(encode(a.merge(b).subtract(b))).isEqualTo(encode(a));
    assertThat(encode(a.subtract(b).merge(b))).isEqualTo(encode(a));
    assertThat(a.subtract(a).isEmpty()).isTrue();
    assertThat(encode(a.subtract(a))).isEqualTo(encode(empty));
    assertThat(encode(a.merge(empty))).isEqualTo(encode(a));
    assertThat(a.isWhole()).isTrue();
    assertThat(empty.subtract(b).isWhole()).isFalse();
  }

  @ParameterizedTest
  @FieldSource("LAYOUTS")
  void bytes_comeBack(PerformanceLayout layout) {
    SplittableRandom random = new SplittableRandom(3);
    PerformanceProfile some = TaskRows.profile(layout, TaskRows.random(layout, random, 80));
    PerformanceProfile less = PerformanceProfile.empty(layout).subtract(some);

    for (PerformanceProfile profile : List.of(some, less, PerformanceProfile.empty(layout))) {
      assertThat(PerformanceProfileCodec.decode(encode(profile))).isEqualTo(profile);
    }
  }

  @ParameterizedTest
  @FieldSource("LAYOUTS")
  void golden_isReadForEver(PerformanceLayout layout) {
    String task = layout.getClass().getSimpleName().replace("Layout", "");
    byte[] golden = golden("performance-" + task + "-v1.bin");
    byte[] goldenLayout = golden("performance-layout-" + task + "-v1.bin");
    List<Outcome> outcomes = TaskRows.random(layout, new SplittableRandom(42), 60);

    assertThat(PerformanceLayoutCodec.decode(goldenLayout)).isEqualTo(layout);
    assertThat(PerformanceLayoutCodec.encode(layout)).isEqualTo(goldenLayout);
    assertThat(PerformanceProfileCodec.decode(golden))
        .isEqualTo(TaskRows.profile(layout, outcomes));
    assertThat(encode(TaskRows.profile(layout, outcomes))).isEqualTo(golden);
  }

  /** With a right checksum: what a writer of nonsense would write. */
  @ParameterizedTest
  @FieldSource("LAYOUTS")
  void decode_ofNonsense_saysSo(PerformanceLayout layout) {
    SplittableRandom random = new SplittableRandom(9);
    PerformanceProfile some = TaskRows.profile(layout, TaskRows.random(layout, random, 30));
    byte[] sealed = encode(some);
    int told = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] payload = Arrays.copyOfRange(sealed, Envelope.HEADER, sealed.length);
      payload[random.nextInt(payload.length)] = (byte) random.nextInt();
      byte[] damaged = Envelope.seal(Envelope.Kind.PERFORMANCE, 1, payload);
      try {
        PerformanceProfileCodec.decode(damaged);
      } catch (CorruptStateException e) {
        told++;
      }
    }

    assertThat(told).isPositive();
  }

  @Test
  void merge_ofAnotherLayout_isRefused() {
    PerformanceProfile binary = PerformanceProfile.empty(TaskRows.BINARY);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> binary.merge(PerformanceProfile.empty(TaskRows.REGRESSION)));
  }

  @Test
  void coverage_isTheLabelledShare() {
    List<Outcome> outcomes = TaskRows.random(TaskRows.BINARY, new SplittableRandom(1), 4);
    PerformanceCounter counter = new PerformanceCounter(TaskRows.BINARY);
    outcomes.forEach(outcome -> counter.addPredicted(outcome.answer()));
    counter.add(outcomes.get(0));

    assertThat(counter.build().coverage()).isEqualTo(0.25);
    assertThat(PerformanceProfile.empty(TaskRows.BINARY).coverage()).isZero();
  }

  private static byte[] golden(String name) {
    try (InputStream bytes =
        requireNonNull(PerformanceProfileTest.class.getResourceAsStream("/golden/" + name), name)) {
      return bytes.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  private static PerformanceProfile tree(
      PerformanceLayout layout, List<Outcome> outcomes, Random random) {
    if (outcomes.size() < 2 || random.nextInt(4) == 0) return TaskRows.profile(layout, outcomes);
    int cut = random.nextInt(outcomes.size());
    PerformanceProfile a = tree(layout, new ArrayList<>(outcomes.subList(0, cut)), random);
    PerformanceProfile b =
        tree(layout, new ArrayList<>(outcomes.subList(cut, outcomes.size())), random);
    return random.nextBoolean() ? a.merge(b) : b.merge(a);
  }
}
