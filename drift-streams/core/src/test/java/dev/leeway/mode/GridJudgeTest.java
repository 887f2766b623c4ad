package dev.leeway.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.drift.ReferenceBands;
import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.Layout;
import dev.leeway.profile.Profile;
import dev.leeway.reference.CellSink;
import dev.leeway.reference.ChunkedCounter;
import dev.leeway.reference.LayoutBuilder;
import dev.leeway.reference.Reference;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import dev.leeway.verdict.State;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Modes on profiles against the same modes on all values. */
class GridJudgeTest {

  private static final List<String> NAMES = List.of("x");
  private static final Monitor MONITOR = Monitor.withDefaults("m");

  static Stream<String> samples() {
    return ToolData.PAIRS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void nannyml_isExactOnItsOwnBinsAndThresholds(String data) {
    ColumnVerdict exact = exact(Mode.NANNYML, data);
    ColumnVerdict binned = binned(Mode.NANNYML, data);

    assertThat(binned.state()).isEqualTo(exact.state());
    for (Measure measure : List.of(Measure.JENSEN_SHANNON, Measure.HELLINGER)) {
      MeasureResult wanted = exact.measure(measure).orElseThrow();
      MeasureResult result = binned.measure(measure).orElseThrow();
      assertThat(result.formula()).isEqualTo(wanted.formula());
      assertThat(result.value()).isCloseTo(wanted.value(), within(1e-12));
      assertThat(result.threshold().orElseThrow())
          .isCloseTo(wanted.threshold().orElseThrow(), within(1e-12));
      assertThat(result.error()).hasValue(0);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void sagemaker_liesWithinItsError(String data) {
    ColumnVerdict exact = exact(Mode.SAGEMAKER, data);
    ColumnVerdict binned = binned(Mode.SAGEMAKER, data);

    for (MeasureResult wanted : exact.measures()) {
      if (wanted.measure() == Measure.CHI_SQUARE_GOF) continue;
      MeasureResult result = binned.measure(wanted.measure()).orElseThrow();
      assertThat(result.value())
          .as(wanted.formula())
          .isCloseTo(wanted.value(), within(result.error().orElseThrow() + 1e-12));
      if ("large".equals(data)) assertThat(result.error().orElseThrow()).isBetween(1e-6, 0.03);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void evidently_choosesTheSameTest(String data) {
    ColumnVerdict exact = exact(Mode.EVIDENTLY, data);
    ColumnVerdict binned = binned(Mode.EVIDENTLY, data);

    assertThat(binned.measures().get(0).measure()).isEqualTo(exact.measures().get(0).measure());
    assertThat(binned.state()).isEqualTo(exact.state());
    exact
        .measure(Measure.WASSERSTEIN_NORMALISED)
        .ifPresent(
            wanted -> {
              MeasureResult result = binned.measure(wanted.measure()).orElseThrow();
              assertThat(result.value())
                  .isCloseTo(wanted.value(), within(result.error().orElseThrow() + 1e-9));
            });
  }

  @Test
  void evidently_tellsThatItsBinsAreOthers() {
    ColumnVerdict binned = binned(Mode.EVIDENTLY, "small");

    MeasureResult distance = binned.measure(Measure.JENSEN_SHANNON_E).orElseThrow();
    assertThat(distance.formula()).isEqualTo("evidently-js-sturges-frozen/v1");
    assertThat(distance.error()).hasValue(Double.POSITIVE_INFINITY);
    assertThat(distance.value())
        .isCloseTo(
            exact(Mode.EVIDENTLY, "small").measure(Measure.JENSEN_SHANNON_E).orElseThrow().value(),
            within(0.03));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void tfdv_concludesTheSame(String data) {
    assertThat(binned(Mode.TFDV, data).state()).isEqualTo(exact(Mode.TFDV, data).state());
  }

  @Test
  void judge_needsTheChunksOfTheReference() {
    Reference bare = chunked("small").reference();

    ColumnVerdict verdict = Mode.NANNYML.judge(bare).judge(current(bare, "small")).get(0);
    assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
    assertThat(verdict.why()).contains("without chunks");
  }

  private static ColumnVerdict exact(Mode mode, String data) {
    ToolData.Pair pair = pair(data);
    return mode.judge("x", pair.kind(), pair.reference()).judge(pair.current());
  }

  private static ColumnVerdict binned(Mode mode, String data) {
    Reference reference = ReferenceBands.measured(chunked(data));
    return mode.judge(reference).judge(current(reference, data)).get(0);
  }

  private static ToolData.Pair pair(String data) {
    return ToolData.PAIRS.get(data);
  }

  private static ChunkedCounter.Chunked chunked(String data) {
    Sample reference = pair(data).reference();
    LayoutBuilder first = new LayoutBuilder(NAMES, MONITOR);
    tell(reference, first);
    ChunkedCounter second = new ChunkedCounter(NAMES, first.build(), reference.rows());
    tell(reference, second);
    return second.build(new ModelRef("m", "1"), Instant.EPOCH, new TreeMap<>());
  }

  private static Profile current(Reference reference, String data) {
    Layout layout = reference.layout();
    Sample current = pair(data).current();
    ChunkedCounter counter = new ChunkedCounter(NAMES, layout, 0);
    tell(current, counter);
    return counter
        .build(new ModelRef("m", "1"), Instant.EPOCH, new TreeMap<>())
        .reference()
        .profile();
  }

  private static void tell(Sample sample, CellSink sink) {
    for (int row = 0; row < sample.rows(); row++) {
      sink.startRow();
      Sample one = sample.slice(row, row + 1);
      if (one instanceof Sample.Numbers number) {
        for (double value : number.sorted()) {
          sink.number(0, value);
        }
      } else if (one instanceof Sample.Words word) {
        word.counts().keySet().forEach(value -> sink.text(0, value));
      }
    }
  }
}
