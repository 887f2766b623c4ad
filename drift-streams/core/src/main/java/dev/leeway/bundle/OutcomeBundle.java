package dev.leeway.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.event.EventRow;
import dev.leeway.event.Names;
import dev.leeway.labels.Contribution;
import dev.leeway.labels.Fate;
import dev.leeway.labels.JoinStore;
import dev.leeway.labels.KeptSeries;
import dev.leeway.labels.Label;
import dev.leeway.labels.LabelBook;
import dev.leeway.labels.LabelTerms;
import dev.leeway.labels.OpenPrediction;
import dev.leeway.labels.PredictionKey;
import dev.leeway.labels.Step;
import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.OutcomeViews;
import dev.leeway.monitor.PerformancePolicy;
import dev.leeway.performance.Answer;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.Reading;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The join of one task: takes the predictions that its {@link ProfileBundle} admits and the labels
 * of the same partition, remembers what waits for the other in a store, and counts what they come
 * to. Between two commits the counts are in memory; before a commit {@link #drain} hands them on
 * and leaves nothing behind. For one thread.
 */
public final class OutcomeBundle {

  private static final Set<Fate> OF_PREDICTIONS =
      EnumSet.of(Fate.LATE_PREDICTION, Fate.REPEATED_PREDICTION, Fate.REUSED_ID);

  /** Ids that a sweep looks at, beside two for each that has become known since the last. */
  private static final int SWEPT = 1_000;

  private final int sourcePartition;
  private final ModelDirectory directory;
  private final CountedStore store;
  private final KeptSeries series;
  private final LabelBook book;
  private final OutcomeLayouts layouts;
  private final OutcomeCounters counters;
  private final OutcomeTally tally = new OutcomeTally();
  private final OutcomeDetectors detectors;
  private final RowOutputs outputs = new RowOutputs();
  private final Fingerprint fingerprint = new Fingerprint();

  /** Goes on with what the store holds, as far as that is not damaged. */
  public OutcomeBundle(int sourcePartition, ModelDirectory directory, JoinStore store) {
    this.sourcePartition = sourcePartition;
    this.directory = directory;
    this.store = new CountedStore(store);
    series = new KeptSeries(this.store);
    book = new LabelBook(this.store, this::terms, series);
    layouts = new OutcomeLayouts(directory, series);
    counters = new OutcomeCounters(series);
    detectors = new OutcomeDetectors(this.store, tally);
  }

  /** A prediction that was admitted and counted by the version that it is of. */
  void predicted(EventRow row, WatchedVersion version, long receivedAt) {
    Monitor monitor = version.model().monitor();
    PerformancePolicy policy = monitor.performance().orElseThrow();
    OutcomeLayouts.Choice choice = layouts.choice(version.ref(), monitor, policy, row.eventTime());
    Optional<PerformanceLayout> layout = choice.layout();
    if (layout.isEmpty()) {
      tally.prediction(monitor.model(), choice.why(), 1);
      return;
    }
    Reading<Answer> reading = layout.get().answer(outputs.of(row));
    if (!(reading instanceof Reading.Good<Answer> good)) {
      tally.prediction(monitor.model(), ((Reading.Bad<Answer>) reading).why().code(), 1);
      return;
    }
    List<Integer> numbers = choice.series(version.segments());
    if (numbers.isEmpty()) {
      tally.prediction(monitor.model(), OutcomeLayouts.tooManySeries(), 1);
      return;
    }
    long content = fingerprint.of(version.ref(), choice.id(), version.segments(), good.value());
    OpenPrediction open = new OpenPrediction(row.eventTime(), content, numbers, good.value());
    PredictionKey key = new PredictionKey(monitor.model(), row.headText(EventRow.ID));
    take(monitor, book.predict(key, open, receivedAt));
  }

  /**
   * A label, if it may be taken.
   *
   * @param receivedAt when the broker took it, in milliseconds of the epoch
   */
  public Admission label(Label label, long receivedAt) {
    int length = label.predictionId().getBytes(UTF_8).length;
    if (length == 0 || length > Names.MAX_LENGTH) return Admission.BAD_ID;
    if (!Names.isName(label.model())) return Admission.UNKNOWN_MODEL;
    Optional<Monitor> monitor = directory.monitor(label.model());
    if (monitor.isEmpty()) return Admission.UNKNOWN_MODEL;
    // It would stand against every correction by an honest clock.
    long latest = receivedAt + monitor.get().timing().maxFuture().toMillis();
    if (label.labelTime() > latest) return Admission.EVENT_TIME_OUT_OF_RANGE;
    if (monitor.get().performance().isEmpty()) {
      tally.label(label.model(), OutcomeTally.UNWATCHED, 1);
    } else {
      take(monitor.get(), book.label(label.key(), label.version(receivedAt)));
    }
    return Admission.ADMITTED;
  }

  private void take(Monitor monitor, Step step) {
    OutcomeViews views = monitor.performance().orElseThrow().views();
    detectors.take(monitor.model(), views.detectors(), step.contributions(), series);
    for (Contribution contribution : step.contributions()) {
      counters.take(contribution, monitor.timing().pane(), views.fairness());
      if (contribution.truth().isPresent()) {
        tally.label(monitor.model(), OutcomeTally.JOINED, contribution.sign());
      }
    }
    step.fates().forEach((fate, number) -> tell(monitor.model(), fate, number));
  }

  private void tell(String model, Fate fate, long number) {
    if (OF_PREDICTIONS.contains(fate)) tally.prediction(model, fate.code(), number);
    else tally.label(model, fate.code(), number);
  }

  /**
   * Forgets some of what no record can find any more; to be called every second or so. What is left
   * is forgotten by the next calls: more is looked at than becomes known.
   *
   * @param clock how far receive times have come in predictions and in labels, the lesser of both,
   *     in milliseconds of the epoch
   */
  public void sweep(long clock) {
    LabelBook.Swept swept = book.sweep(clock, SWEPT + store.takeNew() * 2);
    swept.orphans().forEach((model, number) -> tell(model, Fate.ORPHAN_LABEL, number));
  }

  /** Hands on every partial with outcomes, in no particular order, and forgets them. */
  public void drain(Consumer<PerformancePartial> out) {
    counters.drain(sourcePartition, out);
    layouts.forget();
    detectors.keep();
  }

  /** Number of counters held, for a cap on memory. */
  public int counters() {
    return counters.size();
  }

  /** Ids that are remembered. */
  public long open() {
    return store.open();
  }

  /** What became of labels, and of predictions that could not be joined. */
  public OutcomeTally tally() {
    return tally;
  }

  /** How many entries of the store were found damaged since the last call, and left out. */
  public long takeDamaged() {
    return book.takeDamaged() + series.takeDamaged() + detectors.takeDamaged();
  }

  /**
   * In what monitors contradict the references they hold for, by model, since the last call. Until
   * one of both is mended, predictions of the model are not joined.
   */
  public Map<String, String> takeContradictions() {
    return layouts.takeContradictions();
  }

  private LabelTerms terms(String model) {
    return directory
        .monitor(model)
        .flatMap(Monitor::performance)
        .map(PerformancePolicy::terms)
        .orElse(LabelTerms.DEFAULT);
  }
}
