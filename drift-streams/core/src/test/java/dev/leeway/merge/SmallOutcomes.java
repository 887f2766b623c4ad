package dev.leeway.merge;

import dev.leeway.bundle.PerformancePartial;
import dev.leeway.event.ModelRef;
import dev.leeway.fixture.CarLoan;
import dev.leeway.fixture.Models;
import dev.leeway.labels.LabelTerms;
import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.PerformancePolicy;
import dev.leeway.performance.Answer;
import dev.leeway.performance.Cell;
import dev.leeway.performance.Outcome;
import dev.leeway.performance.PerformanceCounter;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.PerformanceLayoutCodec;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.Reading;
import dev.leeway.reference.Reference;
import dev.leeway.reference.ReferencePerformance;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Tide;
import dev.leeway.window.WindowSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A book of the outcomes of one model with its journal: car loans, whose score is above 0.5 where
 * they are taken for repaid. Windows are of five minutes, grace 30 s, labels may come for an hour;
 * times are minutes.
 */
final class SmallOutcomes {

  static final ModelRef MODEL = SmallBook.MODEL;
  static final String LAYOUT_ID = PerformanceLayoutCodec.id(CarLoan.LAYOUT);
  static final Reference WITH_LABELS =
      SmallBook.REFERENCE.withPerformance(
          ReferencePerformance.of(CarLoan.LAYOUT, CarLoan.referenceChunks()));
  static final PerformancePolicy POLICY =
      PerformancePolicy.DEFAULT.with(
          new LabelTerms(Duration.ofMinutes(60), Duration.ofMinutes(10)));

  final Map<String, byte[]> store = new HashMap<>();
  private final Models models;
  private BufferedJournal journal = new BufferedJournal();
  PerformanceBook book;

  SmallOutcomes(Monitor monitor, Reference reference) {
    models = new Models().with(monitor).with(reference);
    book = new PerformanceBook(models, journal);
  }

  /** Corrections are told at once. */
  SmallOutcomes() {
    this(monitor(), WITH_LABELS);
  }

  static Monitor monitor() {
    return SmallBook.monitor(10, 30, WindowSpec.tumbling(Duration.ofMinutes(5))).with(POLICY);
  }

  /** With so few labels a verdict is told, and this accuracy is asked for. */
  static PerformancePolicy asking(long labelled, double accuracy) {
    return new PerformancePolicy(
        POLICY.answers(),
        POLICY.terms(),
        List.of(PerformanceKey.of(PerformanceMeasure.ACCURACY)),
        new TreeMap<>(Map.of(PerformanceKey.of(PerformanceMeasure.ACCURACY), accuracy)),
        labelled,
        0,
        true);
  }

  Intake merge(int pane, PerformanceProfile outcomes) {
    return book.merge(partial(pane, LAYOUT_ID, outcomes));
  }

  static PerformancePartial partial(int pane, String layout, PerformanceProfile outcomes) {
    return new PerformancePartial(
        MODEL, "", SmallBook.minute(pane), Duration.ofMinutes(1), layout, 0, outcomes);
  }

  /** The only partition has been read up to then, predictions and labels. */
  List<Verdict> rise(double minute) {
    return book.rise(SmallBook.tide(0, 1, minute, minute).withLabelsAt(SmallBook.minute(minute)));
  }

  List<Verdict> rise(Tide tide) {
    return book.rise(tide);
  }

  void commit() {
    journal.write(new MapEntries(store));
  }

  /** What could not be read. */
  List<JournalReplay.Damage> restart() {
    journal = new BufferedJournal();
    book = new PerformanceBook(models, journal);
    JournalReplay replay = new JournalReplay(new WindowBook(models, new BufferedJournal()), book);
    store.forEach(replay::take);
    return replay.finish();
  }

  /** So many predictions that score 0.9. */
  static PerformanceProfile predicted(int rows) {
    return predicted(CarLoan.LAYOUT, rows);
  }

  static PerformanceProfile predicted(PerformanceLayout layout, int rows) {
    PerformanceCounter counter = new PerformanceCounter(layout);
    for (int i = 0; i < rows; i++) counter.addPredicted(answer(0.9));
    return counter.build();
  }

  /** Labels of predictions that score 0.9. */
  static PerformanceProfile labels(int right, int wrong) {
    return labels(CarLoan.LAYOUT, right, wrong);
  }

  static PerformanceProfile labels(PerformanceLayout layout, int right, int wrong) {
    PerformanceCounter counter = new PerformanceCounter(layout);
    for (int i = 0; i < right; i++) counter.add(new Outcome(answer(0.9), 1));
    for (int i = 0; i < wrong; i++) counter.add(new Outcome(answer(0.9), 0));
    return counter.build();
  }

  /** As many labels that were right turn out to be wrong. */
  static PerformanceProfile corrections(int labels) {
    return labels(0, labels).subtract(labels(labels, 0));
  }

  static Answer answer(double score) {
    Reading<Answer> reading =
        CarLoan.LAYOUT.answer(
            column ->
                column.equals("y_pred_proba")
                    ? new Cell.Numeric(score)
                    : new Cell.Numeric(score >= 0.5 ? 1 : 0));
    return ((Reading.Good<Answer>) reading).value();
  }

  static double value(Verdict verdict, PerformanceMeasure measure) {
    return measured(verdict, measure).result().found().orElseThrow().value();
  }

  static MeasuredPerformance measured(Verdict verdict, PerformanceMeasure measure) {
    return verdict.performance().orElseThrow().of(verdict.kind()).stream()
        .filter(measured -> measured.result().key().equals(PerformanceKey.of(measure)))
        .findFirst()
        .orElseThrow();
  }
}
