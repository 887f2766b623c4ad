package dev.leeway.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.schemas.avro.QuarantinedRecord;
import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * What holds of the drift job on every engine when what comes in is bad: it is bounded, it is told,
 * and the good rows are counted as if nothing else had come.
 */
@NullUnmarked // a result that is not there fails the test anyhow
public abstract class BadInputConformance extends StagedTest {

  /** So many questions a patient asker has in 15 s, longer than a transaction may take. */
  private static final int FOR_LONG = 11;

  protected BadInputConformance() {}

  @Test
  final void clocksOffByYears_moveNoWatermark() {
    stage.publish(reference);
    engine().start();
    List<PredictionRecord> day = traffic.day();
    List<PredictionRecord> log = new ArrayList<>(day);
    List<Instant> wrong =
        List.of(
            Instant.parse("2099-01-01T00:00:00Z"),
            Instant.parse("1970-01-02T00:00:00Z"),
            Instant.ofEpochMilli(Long.MAX_VALUE),
            Instant.ofEpochMilli(Long.MIN_VALUE));
    for (int i = 0; i < wrong.size(); i++) {
      PredictionRecord off = traffic.rows(NOON, 1, 1.0).get(0);
      off.setEventTime(wrong.get(i));
      stage.send(i % 2, off, NOON);
    }
    inTurn(log);

    awaitRecount(day);
    assertThat(awaitQuarantined(wrong.size()).quarantined())
        .extracting(QuarantinedRecord::getReason)
        .containsOnly("event_time_out_of_range");
  }

  @Test
  final void aRegistryThatGoesAway_isWaitedFor_andNothingIsPutAside() {
    stage.publish(reference);
    List<PredictionRecord> day = traffic.day();
    Forms forms = new Forms(stage.registry(), stage.topics(), reference);
    List<byte[]> typed = day.stream().map(row -> forms.typed(stage.encode(row))).toList();
    engine().start();
    inTurn(day.subList(0, 300));
    mark();
    int marked = stage.topics().partitions();

    stage.registry().goAway();
    for (int i = 300; i < day.size(); i++) {
      stage.send(i % 2, key(i), typed.get(i), day.get(i).getEventTime());
    }
    stage.flush();
    patiently().until(() -> stage.registry().refusals() > FOR_LONG);
    stage.registry().comeBack();

    awaitRecount(day);
    awaitQuarantined(marked);
  }

  @Test
  final void aRegistryThatIsAwayAtTheStart_isWaitedFor() {
    stage.publish(reference);
    List<PredictionRecord> day = traffic.day();
    inTurn(day);
    stage.registry().goAway();
    engine().start();
    patiently().until(() -> stage.registry().refusals() > FOR_LONG);
    stage.registry().comeBack();

    awaitRecount(day);
    awaitQuarantined(0);
  }

  @Test
  final void aFloodOfBadRecords_isNotCopied_andTheGoodOnesCount() {
    stage.publish(reference);
    engine().start();
    int bad = 4_000;
    for (int i = 0; i < bad; i++) {
      stage.send(i % 2, key(i), ("{\"not\": \"avro\"}" + i).getBytes(UTF_8), NOON);
    }
    stage.flush();
    List<QuarantinedRecord> aside = awaitQuarantined(bad).quarantined();
    assertThat(aside).filteredOn(record -> record.getValue() != null).hasSizeBetween(999, 1_998);
    assertThat(aside)
        .filteredOn(record -> record.getValue() == null)
        .allSatisfy(record -> assertThat(record.getDetail()).contains("flood"));
    assertThat(aside)
        .extracting(record -> record.getPartition() + "/" + record.getOffset())
        .doesNotHaveDuplicates();

    List<PredictionRecord> day = traffic.day();
    inTurn(day);
    awaitRecount(day);
  }

  @Test
  final void aFloodOfUnknownModels_doesNotHoldTheOthersUp() {
    stage.publish(reference);
    engine().start();
    List<PredictionRecord> day = traffic.day();
    for (int i = 0; i < 3_000; i++) {
      PredictionRecord unknown = traffic.rows(NOON, 1, 1.0).get(0);
      unknown.setModel("made-up-" + i);
      stage.send(i % 2, unknown, NOON);
    }
    inTurn(day);

    awaitRecount(day);
    awaitQuarantined(3_000);
  }

  @Test
  final void valuesAndColumnsBeyondTheCaps_areCountedTogether_andFailTheQuality() {
    stage.publish(reference);
    engine().start();
    List<PredictionRecord> ids = traffic.rows(NOON, 600, 1.0);
    for (int i = 0; i < ids.size(); i++) {
      put(ids.get(i), Map.of("carrier", "id-" + i));
    }
    List<PredictionRecord> wide = traffic.rows(NOON.plus(WINDOW), 40, 1.0);
    Map<String, Object> columns = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      columns.put("column-" + i, (double) i);
    }
    wide.forEach(row -> put(row, columns));
    inTurn(ids);
    inTurn(wide);

    patiently().untilAsserted(() -> assertThat(rows(1)).isEqualTo(40));
    FinalResults results = FinalResults.of(stage);
    assertThat(results.drift(0).rows()).isEqualTo(600);
    assertThat(results.verdict(1, Verdict.Kind.QUALITY).state()).isEqualTo(State.FAILED);
    assertThat(failed(results, "")).contains("columns_capped");
    assertThat(failed(results, "carrier=__other__")).contains("segments_capped");
    assertThat(results.verdicts().values().stream().map(Verdict::segment).distinct())
        .hasSizeBetween(102, 202);
    assertThat(results.quarantined()).isEmpty();
  }

  private long rows(int window) {
    return FinalResults.of(stage).drift(window).rows();
  }

  private static List<String> failed(FinalResults results, String segment) {
    return results.verdicts().values().stream()
        .filter(verdict -> verdict.segment().equals(segment))
        .flatMap(verdict -> verdict.constraints().stream())
        .filter(result -> result.state() == State.FAILED)
        .map(ConstraintResult::constraint)
        .toList();
  }

  private static void put(PredictionRecord row, Map<String, Object> values) {
    Map<String, Object> features = new HashMap<>(row.getFeatures());
    features.putAll(values);
    row.setFeatures(features);
  }
}
