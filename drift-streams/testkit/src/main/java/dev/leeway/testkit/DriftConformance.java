package dev.leeway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.reference.Reference;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.schemas.avro.QuarantinedRecord;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * What holds of the drift job on every engine: whatever the order, the partitions, the pauses and
 * the faults, of each window the last verdict and profile are those of a {@link Recount} of the
 * log, byte for byte where decisions are made.
 */
@NullUnmarked // a result that is not there fails the test anyhow
public abstract class DriftConformance extends StagedTest {

  protected DriftConformance() {}

  @Test
  final void windows_areThoseOfARecount() {
    stage.publish(reference);
    List<PredictionRecord> day = traffic.day();
    inTurn(day);
    engine().start();

    FinalResults results = awaitRecount(day);
    assertThat(results.drift(1).state()).isEqualTo(State.DRIFTED);
    assertThat(results.drift(0).state()).isEqualTo(State.OK);
    Verdict quality = results.verdict(0, Verdict.Kind.QUALITY);
    assertThat(quality.constraints()).isNotEmpty();
    assertThat(quality.rows()).isEqualTo(results.drift(0).rows());
    assertThat(results.carriers(1)).isEqualTo(Recount.carriers(day, NOON.plus(WINDOW), WINDOW));
  }

  @Test
  final void anyOrderAndAnyPartitions_giveTheSame() {
    stage.publish(reference);
    engine().start();
    List<PredictionRecord> day = traffic.day();
    List<PredictionRecord> shuffled = new ArrayList<>(day);
    Collections.shuffle(shuffled, new Random(5));
    Random partitions = new Random(6);
    for (PredictionRecord row : shuffled) {
      stage.send(partitions.nextInt(2), row, row.getEventTime());
    }
    awaitRecount(day);
  }

  @Test
  final void aPartitionThatNeverHoldsAnything_holdsNoWindowOpen() {
    stage.publish(reference);
    List<PredictionRecord> day = traffic.day();
    day.forEach(row -> stage.send(0, row, row.getEventTime()));
    engine().start();

    awaitRecount(day);
  }

  @Test
  final void aRowSentTwice_countsTwice() {
    stage.publish(reference);
    List<PredictionRecord> log = new ArrayList<>(traffic.day());
    log.addAll(log.subList(100, 250));
    inTurn(log);
    engine().start();

    FinalResults results = awaitRecount(log);
    assertThat(results.profiles().get(results.drift(0).key()).ids().sketch().estimate())
        .isLessThan((double) results.drift(0).rows());
  }

  @Test
  final void lateRows_makeARevision_andThoseBeyondTheHorizonAreQuarantined() {
    stage.publish(reference);
    List<PredictionRecord> log = new ArrayList<>(traffic.day());
    inTurn(log);
    engine().start();
    FinalResults before = awaitRecount(log);

    List<PredictionRecord> late = traffic.rows(NOON.plusSeconds(30), 60, 1.0);
    inTurn(late);
    log.addAll(late);
    FinalResults after = awaitRecount(log);
    assertThat(after.drift(0).revision()).isGreaterThan(before.drift(0).revision());

    Instant longPast = NOON.minus(monitor.timing().horizon());
    inTurn(traffic.rows(longPast, 10, 1.0));
    FinalResults last = awaitQuarantined(10);
    assertThat(last.quarantined())
        .extracting(QuarantinedRecord::getReason)
        .containsOnly("too_late");
    last.verifyWindows(new Recount(log, monitor, reference));
  }

  @Test
  final void aReferenceThatComesLate_holdsFromItsMomentOn() {
    List<PredictionRecord> before = traffic.rows(NOON, 200, 1.0);
    inTurn(before);
    engine().start();
    patiently()
        .untilAsserted(
            () ->
                assertThat(FinalResults.of(stage).drift(0).reason())
                    .isEqualTo(Verdict.UnknownReason.NO_REFERENCE));

    Reference late = Fixtures.reference(NOON.plus(WINDOW));
    stage.publish(late);
    List<PredictionRecord> after = traffic.rows(NOON.plus(WINDOW), 300, 1.0);
    inTurn(after);
    FinalResults results = awaitRecount(new Recount(after, Traffic.tumbling(monitor), late));
    assertThat(results.drift(0).state()).isEqualTo(State.UNKNOWN);
  }

  @Test
  final void aRestartInMidWindow_losesAndRepeatsNothing() {
    stage.publish(reference);
    List<PredictionRecord> day = traffic.day();
    inTurn(day.subList(0, 300));
    engine().start();
    mark();
    engine().stop();
    inTurn(day.subList(300, 700));
    engine().start();
    mark();
    engine().stop();
    inTurn(day.subList(700, day.size()));
    engine().start();

    awaitRecount(day);
  }

  @Test
  final void aCrashInMidWindow_losesAndRepeatsNothing() {
    stage.publish(reference);
    List<PredictionRecord> day = traffic.day();
    engine().start();
    inTurn(day.subList(0, 300));
    mark();
    inTurn(day.subList(300, 500));
    engine().crash();
    inTurn(day.subList(500, 700));
    engine().start();
    mark();
    inTurn(day.subList(700, day.size()));
    engine().crash();
    engine().start();

    awaitRecount(day);
  }

  @Test
  final void poison_isQuarantinedAsItIs_andTheRestGoesOn() {
    stage.publish(reference);
    List<PredictionRecord> day = traffic.day();
    List<byte[]> poison = Traffic.poison(stage.encode(day.get(0)));
    int next = 0;
    for (PredictionRecord row : day) {
      if (next % 100 == 0 && next / 100 < poison.size()) {
        stage.send(next % 2, key(next), poison.get(next / 100), row.getEventTime());
      }
      stage.send(next++ % 2, row, row.getEventTime());
    }
    PredictionRecord unknown = traffic.rows(NOON, 1, 1.0).get(0);
    unknown.setModel("nobody-told-us-of-it");
    stage.send(1, unknown, NOON);
    stage.send(1, key(next), null, NOON);
    engine().start();

    awaitRecount(day);
    FinalResults results = awaitQuarantined(poison.size() + 2);
    assertThat(results.quarantined())
        .filteredOn(record -> record.getValue() != null)
        .filteredOn(record -> !record.getReason().equals("unknown_model"))
        .extracting(record -> bytes(record.getValue()))
        .containsExactlyInAnyOrderElementsOf(poison);
    assertThat(results.quarantined())
        .extracting(QuarantinedRecord::getReason)
        .containsOnly("too_short", "bad_magic", "unknown_schema", "malformed", "unknown_model");
    assertThat(results.quarantined())
        .extracting(record -> record.getPartition() + "/" + record.getOffset())
        .doesNotHaveDuplicates();
  }

  @Test
  final void formsOfAllKindsInOneTopic_aloneAndInBatches_giveTheSame() {
    stage.publish(reference);
    List<PredictionRecord> day = traffic.day();
    Forms forms = new Forms(stage.registry(), stage.topics(), reference);
    List<byte[]> poison = Traffic.poison(stage.encode(day.get(0)));
    Iterator<byte[]> bad = poison.iterator();
    List<byte[]> batch = new ArrayList<>();
    for (int i = 0; i < day.size(); i++) {
      byte[] map = stage.encode(day.get(i));
      byte[] event = i % 3 == 0 ? map : forms.typed(map);
      Instant receivedAt = day.get(i).getEventTime();
      if (i % 200 < 20) {
        stage.send(i % 2, key(i), event, receivedAt);
        continue;
      }
      batch.add(event);
      if (batch.size() == 60) {
        if (bad.hasNext()) batch.add(7, bad.next());
        stage.send(i % 2, key(i), forms.batch(batch), receivedAt);
        batch.clear();
      }
    }
    assertThat(batch).isEmpty();
    engine().start();

    awaitRecount(day);
    FinalResults results = awaitQuarantined(poison.size());
    assertThat(results.quarantined())
        .extracting(record -> bytes(record.getValue()))
        .containsExactlyInAnyOrderElementsOf(poison);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
