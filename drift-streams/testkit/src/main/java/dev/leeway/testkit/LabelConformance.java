package dev.leeway.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schemas.avro.LabelRecord;
import dev.leeway.schemas.avro.PredictionRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * What holds of labels on every engine: whatever the order, the corrections, the pauses and the
 * faults, each window's last verdict on performance is that of a {@link LabelRecount} of the log.
 */
@NullUnmarked // a result that is not there fails the test anyhow
public abstract class LabelConformance extends LabelledTest {

  protected LabelConformance() {}

  @Test
  final void labels_areJoinedAsARecountHasThem() {
    List<PredictionRecord> day = scored();
    List<LabelRecord> labels = labels(day, 0);
    sendPredictions(day);
    sendLabels(labels);
    engine().start();

    awaitRecount(day, labels);
    FinalResults.of(stage).verifyRevisions();
  }

  @Test
  final void labelsBeforeTheirPredictions_twice_andCorrected_giveTheSame() {
    List<PredictionRecord> day = scored();
    List<LabelRecord> labels = new ArrayList<>(labels(day, 0));
    labels.addAll(labels(day.subList(0, 500), 1));
    List<LabelRecord> sent = new ArrayList<>(labels);
    sent.addAll(labels.subList(100, 300));
    Collections.shuffle(sent, random);
    engine().start();
    sendLabels(sent.subList(0, sent.size() / 2));
    sendPredictions(day);
    mark();
    sendLabels(sent.subList(sent.size() / 2, sent.size()));

    awaitRecount(day, labels);
    FinalResults.of(stage).verifyRevisions();
  }

  @Test
  final void aRestartAndAFaultInTheMiddleOfTheJoin_loseAndDoubleNothing() {
    List<PredictionRecord> day = scored();
    List<LabelRecord> labels = labels(day, 0);
    engine().start();
    sendPredictions(day.subList(0, 700));
    mark();
    engine().stop();
    sendLabels(labels.subList(0, 400));
    engine().start();
    mark();
    engine().crash();
    sendPredictions(day.subList(700, day.size()));
    sendLabels(labels.subList(400, labels.size()));
    engine().start();

    awaitRecount(day, labels);
    FinalResults.of(stage).verifyRevisions();
  }

  @Test
  final void whatIsNoLabel_goesToTheQuarantine_andTheOthersCount() {
    List<PredictionRecord> day = scored();
    List<LabelRecord> labels = labels(day, 0);
    sendPredictions(day);
    byte[] none = "none".getBytes(UTF_8);
    stage.send(stage.topics().labels(), 0, none, new byte[] {9, 9});
    sendLabels(labels);
    engine().start();

    assertThat(awaitQuarantined(1).quarantined().get(0).getTopic())
        .isEqualTo(stage.topics().labels());
    awaitRecount(day, labels);
    FinalResults.of(stage).verifyRevisions();
  }
}
