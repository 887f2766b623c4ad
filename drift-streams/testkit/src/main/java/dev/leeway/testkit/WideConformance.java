package dev.leeway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Caps;
import dev.leeway.monitor.Decision;
import dev.leeway.monitor.Monitor;
import dev.leeway.reference.Reference;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * What holds on every engine of more than one model, of partitions that lie hours apart, of caps,
 * and of what changes while the job runs: results are those of a {@link Recount}.
 */
@NullUnmarked // a result that is not there fails the test anyhow
public abstract class WideConformance extends StagedTest {

  private static final ModelRef NEXT = new ModelRef(Fixtures.MODEL.name(), "2");
  private static final ModelRef OTHER = new ModelRef("fare", "2026-03");

  protected WideConformance() {}

  @Test
  final void modelsAndVersions_areCountedEachForItself() {
    Monitor fares = Traffic.monitor(OTHER.name(), Caps.DEFAULT);
    stage.watch(List.of(monitor, fares));
    Reference nextReference = Fixtures.reference(NEXT);
    Reference fareReference = Fixtures.reference(OTHER);
    List.of(reference, nextReference, fareReference).forEach(stage::publish);
    List<PredictionRecord> day = traffic.day();
    List<PredictionRecord> next = Traffic.of(NEXT, traffic.day());
    List<PredictionRecord> other = Traffic.of(OTHER, traffic.day().subList(0, 700));
    List<PredictionRecord> log = new ArrayList<>();
    for (int i = 0; i < day.size(); i++) {
      log.add(day.get(i));
      log.add(next.get(i));
      if (i < other.size()) log.add(other.get(i));
    }
    inTurn(log);
    engine().start();

    awaitRecounts(
        new Recount(day, monitor, reference),
        new Recount(next, monitor, nextReference),
        new Recount(other, fares, fareReference));
  }

  /** Which of the values come first, and keep their names, is certain in one partition only. */
  @Test
  final void segmentsBeyondTheCap_areCountedTogether() {
    Caps two = new Caps(1_024, 2, 1_000, 100);
    Monitor capped = Traffic.monitor(Fixtures.MODEL.name(), two);
    stage.watch(List.of(capped));
    stage.publish(reference);
    List<PredictionRecord> day = traffic.day();
    day.forEach(row -> stage.send(0, row, row.getEventTime()));
    stage.flush();
    engine().start();

    Recount recount = new Recount(day, capped, reference);
    assertThat(recount.windows().keySet()).anyMatch(key -> key.contains("|carrier=__other__|"));
    awaitRecounts(recount);
  }

  /**
   * One partition is read to its end while the other has hours to go: its rows are older than the
   * first one's lateness allows, and all in time, for it has never been silent.
   */
  @Test
  final void aPartitionHoursBehind_losesNothing() throws Exception {
    stage.publish(reference);
    List<PredictionRecord> ahead = hours();
    List<PredictionRecord> behind = hours();
    ahead.forEach(row -> stage.send(0, row, row.getEventTime()));
    stage.flush();
    engine().start();
    for (PredictionRecord row : behind) {
      stage.send(1, row, row.getEventTime());
      TimeUnit.MILLISECONDS.sleep(15);
    }
    stage.flush();
    List<PredictionRecord> log = new ArrayList<>(ahead);
    log.addAll(behind);

    awaitRecount(log);
    assertThat(FinalResults.of(stage).quarantined()).isEmpty();
  }

  @Test
  final void aNewReference_holdsFromItsPaneOn() {
    Reference next = Fixtures.retrained(NOON.plus(WINDOW));
    stage.publish(reference);
    stage.publish(next);
    List<PredictionRecord> before = traffic.rows(NOON, 400, 1.0);
    List<PredictionRecord> after = traffic.rows(NOON.plus(WINDOW), 400, 1.609344);
    List<PredictionRecord> log = new ArrayList<>(after);
    log.addAll(before);
    inTurn(log);
    engine().start();

    Monitor tumbling = Traffic.tumbling(monitor);
    awaitRecount(new Recount(before, tumbling, reference));
    FinalResults results = awaitRecount(new Recount(after, tumbling, next));
    assertThat(results.drift(0).referenceId()).isEqualTo(reference.id());
    assertThat(results.drift(1).referenceId()).isEqualTo(next.id());
    assertThat(next.id()).isNotEqualTo(reference.id());
    assertThat(results.drift(1).state()).isEqualTo(State.DRIFTED);
  }

  @Test
  final void aMonitorChangedAtARestart_holdsForWindowsThatCloseLater() {
    stage.publish(reference);
    List<PredictionRecord> day = traffic.day();
    engine().start();
    inTurn(day.subList(0, 400));
    mark();
    awaitRecount(day.subList(0, 400));
    engine().stop();
    Decision usual = monitor.decision();
    Monitor strict =
        monitor.with(
            new Decision(
                usual.alpha(), usual.horizon(), usual.tolerance(), 5_000, usual.rowsPerBlock()));
    stage.watch(List.of(strict));
    inTurn(day.subList(400, day.size()));
    engine().start();

    patiently()
        .untilAsserted(() -> assertThat(FinalResults.of(stage).drift(2).rows()).isEqualTo(400));
    FinalResults results = FinalResults.of(stage);
    assertThat(results.drift(1).rows()).isEqualTo(400);
    assertThat(results.drift(1).reason()).isEqualTo(Verdict.UnknownReason.TOO_FEW_ROWS);
    assertThat(results.drift(2).reason()).isEqualTo(Verdict.UnknownReason.TOO_FEW_ROWS);
    assertThat(results.drift(0).state()).isEqualTo(State.OK);
    assertThat(results.drift(0).revision()).isEqualTo(1);
  }

  /** Three hours of rows. */
  private List<PredictionRecord> hours() {
    List<PredictionRecord> rows = new ArrayList<>();
    Instant end = NOON.plus(Duration.ofHours(3));
    for (Instant at = NOON; at.isBefore(end); at = at.plus(WINDOW)) {
      rows.addAll(traffic.rows(at, 40, 1.0));
    }
    return rows;
  }
}
