package dev.leeway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.labels.LabelTerms;
import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.OutcomeViews;
import dev.leeway.monitor.PerformancePolicy;
import dev.leeway.performance.AnswerShape;
import dev.leeway.performance.BinaryLayout;
import dev.leeway.performance.Fairness;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.PerformanceResult;
import dev.leeway.performance.ScoreColumn;
import dev.leeway.performance.Task;
import dev.leeway.reference.ReferencePerformance;
import dev.leeway.schemas.avro.LabelRecord;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.WindowPerformance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;

/** A staged test of a job that watches performance too, and labels for the traffic. */
@NullUnmarked // a result that is not there fails the test anyhow
public abstract class LabelledTest extends StagedTest {

  /** The jobs' clock is long past the traffic: labels may come for as long as a test may run. */
  private static final LabelTerms TERMS =
      new LabelTerms(Duration.ofDays(3_000), Duration.ofDays(1));

  /** Of labels, the same in each test. */
  final Random random = new Random(7);

  private final Monitor watched = monitor.with(policy());

  protected LabelledTest() {}

  @BeforeEach
  final void watchPerformance() {
    stage.watch(List.of(watched));
    stage.publish(reference.withPerformance(ofThen()));
  }

  protected final void sendPredictions(List<PredictionRecord> rows) {
    rows.forEach(row -> stage.send(partition(row.getId()), row, row.getEventTime()));
    stage.flush();
  }

  /** Received a minute after they became known. */
  protected final void sendLabels(List<LabelRecord> labels) {
    for (LabelRecord label : labels) {
      stage.send(partition(label.getPredictionId()), label, label.getLabelTime().plusSeconds(60));
    }
    stage.flush();
  }

  /** A prediction's labels lie beside it. */
  protected static int partition(String id) {
    return Integer.parseInt(id.substring(1)) % 2;
  }

  /** Returns once the verdicts on performance are those of a recount, and no others. */
  protected final void awaitRecount(List<PredictionRecord> log, List<LabelRecord> labels) {
    LabelRecount recount = new LabelRecount(log, labels, watched);
    patiently().untilAsserted(() -> verify(FinalResults.of(stage), recount));
  }

  private static void verify(FinalResults results, LabelRecount recount) {
    assertThat(results.verdicts().values())
        .filteredOn(verdict -> verdict.kind() == Verdict.Kind.PERFORMANCE && verdict.rows() > 0)
        .extracting(Verdict::key)
        .containsExactlyInAnyOrderElementsOf(recount.windows().keySet());
    recount
        .windows()
        .forEach(
            (key, expected) -> {
              WindowPerformance told = results.verdicts().get(key).performance().orElseThrow();
              assertThat(told.predicted()).as(key).isEqualTo(expected.predicted());
              assertThat(told.labelled()).as(key).isEqualTo(expected.labelled());
              if (recount.isWhole(key)) verifyBetweenCarriers(told, key, recount);
              if (expected.labelled() == 0) return;
              assertThat(errors(told)).as(key).isEqualTo(recount.errors(key));
              assertThat(accuracy(told))
                  .as(key)
                  .isEqualTo((double) expected.right() / expected.labelled());
            });
  }

  private static List<MeasuredPerformance> errors(WindowPerformance told) {
    return told.realised().stream()
        .filter(
            measured ->
                measured.result().key().measure() == PerformanceMeasure.ERROR_EVIDENCE
                    || measured.result().key().measure() == PerformanceMeasure.ERROR_RISE)
        .toList();
  }

  private static void verifyBetweenCarriers(
      WindowPerformance told, String key, LabelRecount recount) {
    for (PerformanceMeasure measure : Fairness.MEASURES) {
      OptionalDouble value = value(told, PerformanceKey.of(measure, "carrier"));
      assertThat(value).as(key + " " + measure).isEqualTo(recount.between(key, measure));
    }
  }

  private static double accuracy(WindowPerformance told) {
    return value(told, PerformanceKey.of(PerformanceMeasure.ACCURACY)).orElseThrow();
  }

  private static OptionalDouble value(WindowPerformance told, PerformanceKey key) {
    return told.realised().stream()
        .filter(measured -> measured.result().key().equals(key))
        .findFirst()
        .orElseThrow()
        .result()
        .found()
        .stream()
        .mapToDouble(PerformanceResult.Found::value)
        .findFirst();
  }

  /** The day's rows with a probability. */
  protected final List<PredictionRecord> scored() {
    SplittableRandom scores = new SplittableRandom(3);
    List<PredictionRecord> day = traffic.day();
    for (PredictionRecord row : day) {
      row.setOutput(Map.of(LabelRecount.SCORE, (scores.nextInt(100) + 0.5) / 100));
    }
    return day;
  }

  /** A label of four in five, known so many days and up to an hour after the prediction. */
  protected final List<LabelRecord> labels(List<PredictionRecord> rows, int days) {
    List<LabelRecord> labels = new ArrayList<>();
    for (PredictionRecord row : rows) {
      Instant known =
          row.getEventTime().plus(Duration.ofDays(days)).plusMillis(1 + random.nextInt(3_600_000));
      boolean delayed = random.nextBoolean();
      if (random.nextInt(5) == 0) continue;
      LabelRecord label = new LabelRecord();
      label.setPredictionId(row.getId());
      label.setModel(row.getModel());
      label.setLabelTime(known);
      label.setValue(delayed);
      labels.add(label);
    }
    return labels;
  }

  /** How the model did before. */
  private static ReferencePerformance ofThen() {
    BinaryLayout layout = (BinaryLayout) shape().layout().orElseThrow();
    int right = Misses.REFERENCE_ROWS - Misses.REFERENCE_MISSES;
    return ReferencePerformance.of(
        layout, List.of(Misses.rows(layout, right, Misses.REFERENCE_MISSES)));
  }

  private static AnswerShape shape() {
    return new AnswerShape(
        Optional.of(Task.BINARY),
        Optional.empty(),
        List.of(new ScoreColumn("", LabelRecount.SCORE)),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        OptionalInt.empty());
  }

  private static PerformancePolicy policy() {
    return new PerformancePolicy(
        shape(),
        TERMS,
        List.of(),
        new TreeMap<>(),
        1,
        0,
        false,
        OutcomeViews.NONE.withFairness(true).withChange(true));
  }
}
