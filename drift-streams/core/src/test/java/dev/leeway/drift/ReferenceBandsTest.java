package dev.leeway.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.event.ModelRef;
import dev.leeway.measure.ColumnMeasures;
import dev.leeway.measure.ColumnPair;
import dev.leeway.measure.ColumnSample;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.Layout;
import dev.leeway.profile.Profile;
import dev.leeway.profile.ProfileCodec;
import dev.leeway.reference.Band;
import dev.leeway.reference.CellSink;
import dev.leeway.reference.ChunkedCounter;
import dev.leeway.reference.LayoutBuilder;
import dev.leeway.reference.Reference;
import dev.leeway.reference.ReferenceCounter;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReferenceBandsTest {

  private static final List<String> NAMES = List.of("number", "word");
  private static final ModelRef MODEL = new ModelRef("m", "1");

  @Test
  void build_countsTheWholeAsWithoutChunks() {
    Layout layout = layout(1_003);
    ReferenceCounter whole = new ReferenceCounter(NAMES, layout);
    rows(0, 1_003, whole);

    Reference chunked = chunked(layout, 1_003).reference();

    assertThat(ProfileCodec.decisionBytes(chunked.profile()))
        .isEqualTo(
            ProfileCodec.decisionBytes(
                whole.build(MODEL, Instant.EPOCH, new TreeMap<>()).profile()));
  }

  @Test
  void build_cutsTenEqualChunksAndTheRest() {
    ChunkedCounter.Chunked chunked = chunked(layout(1_003), 1_003);

    assertThat(chunked.chunks()).hasSize(11);
    assertThat(chunked.equalChunks()).hasSize(10).allMatch(chunk -> chunk.rows() == 100);
    assertThat(chunked.chunks().get(10).rows()).isEqualTo(3);
    ReferenceCounter fourth = new ReferenceCounter(NAMES, chunked.reference().layout());
    rows(300, 400, fourth);
    assertThat(ProfileCodec.decisionBytes(chunked.chunks().get(3)))
        .isEqualTo(
            ProfileCodec.decisionBytes(
                fourth.build(MODEL, Instant.EPOCH, new TreeMap<>()).profile()));
  }

  @Test
  void build_hasNoChunksOfFewerThanTenRows() {
    assertThat(chunked(layout(9), 9).chunks()).isEmpty();
    assertThat(chunked(layout(10), 10).chunks()).hasSize(10);
    assertThat(chunked(layout(9), 9).reference().profile().rows()).isEqualTo(9);
  }

  @Test
  void measured_isMeanAndDeviationOfTheChunksValues() {
    ChunkedCounter.Chunked chunked = chunked(layout(1_003), 1_003);

    Reference measured = ReferenceBands.measured(chunked);

    List<MeasureResult> values =
        chunked.equalChunks().stream().map(chunk -> ks(measured, chunk)).toList();
    double mean = values.stream().mapToDouble(MeasureResult::value).average().orElseThrow();
    double square =
        values.stream().mapToDouble(value -> value.value() * value.value()).average().orElseThrow();
    Band band = measured.bands().of("number", values.get(0).formula()).orElseThrow();
    assertThat(band.chunks()).isEqualTo(10);
    assertThat(band.mean()).isCloseTo(mean, within(1e-12));
    assertThat(band.deviation()).isCloseTo(Math.sqrt(square - mean * mean), within(1e-9));
    assertThat(band.upper(3)).isCloseTo(mean + 3 * band.deviation(), within(1e-12));
    assertThat(band.lower(3)).isCloseTo(mean - 3 * band.deviation(), within(1e-12));
  }

  @Test
  void measured_hasBandsOfEveryColumnButNotOfMeasuresItHasNot() {
    Reference measured = ReferenceBands.measured(chunked(layout(1_003), 1_003));

    assertThat(measured.bands().byColumn().keySet()).containsExactly("number", "word");
    assertThat(measured.bands().byColumn().get("word").keySet())
        .noneMatch(formula -> formula.startsWith("wasserstein"));
    assertThat(measured.bands().of("word", "nannyml-js-categories/v1").orElseThrow().chunks())
        .isEqualTo(11);
  }

  @Test
  void id_tellsBandsApart() {
    ChunkedCounter.Chunked chunked = chunked(layout(1_003), 1_003);
    Reference measured = ReferenceBands.measured(chunked);

    assertThat(measured.id()).isNotEqualTo(chunked.reference().id());
    assertThat(ReferenceBands.measured(chunked(layout(1_003), 1_003)).id())
        .isEqualTo(measured.id());
    assertThat(measured.effectiveFrom(Instant.ofEpochSecond(60)).bands())
        .isEqualTo(measured.bands());
  }

  private static MeasureResult ks(Reference reference, Profile chunk) {
    return ColumnMeasures.take(
            ColumnPair.of(
                reference.layout().columns().get(0),
                ColumnSample.of(reference.profile(), 0),
                ColumnSample.of(chunk, 0)),
            Measure.KS)
        .orElseThrow();
  }

  private static Layout layout(int rows) {
    LayoutBuilder first = new LayoutBuilder(NAMES, Monitor.withDefaults("m"));
    rows(0, rows, first);
    return first.build();
  }

  private static ChunkedCounter.Chunked chunked(Layout layout, int rows) {
    ChunkedCounter counter = new ChunkedCounter(NAMES, layout, rows);
    rows(0, rows, counter);
    return counter.build(MODEL, Instant.EPOCH, new TreeMap<>());
  }

  private static void rows(int from, int to, CellSink sink) {
    for (int row = from; row < to; row++) {
      sink.startRow();
      sink.number(0, (row * 7919L % 1009) / 10.0);
      if (row % 50 != 0) sink.text(1, "c" + row * 31 % 7);
    }
  }
}
