package dev.leeway.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.bundle.Admission;
import dev.leeway.bundle.OutcomeBundle;
import dev.leeway.bundle.PerformancePartial;
import dev.leeway.labels.Label;
import dev.leeway.wire.LabelWire;
import dev.leeway.wire.PartialWire;
import dev.leeway.wire.Undecodable;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Joins the labels of a task to the predictions that its bundle admits. */
final class LabelIntake {

  private static final Logger LOG = LoggerFactory.getLogger(LabelIntake.class);

  private final DriftContext drift;
  private final ProcessorContext<byte[], byte[]> context;
  private final JoinEntries entries;
  private final OutcomeBundle outcomes;
  private final LabelWire labels;
  private final PartialWire partials;
  private final Aside aside;
  private final Map<String, String> contradictions = new HashMap<>();

  /** Where records go that cannot be used. */
  @FunctionalInterface
  interface Aside {
    void put(ConsumerRecord<byte[], byte[]> bad, String reason, String detail);
  }

  LabelIntake(
      DriftContext drift,
      ProcessorContext<byte[], byte[]> context,
      PartialWire partials,
      Aside aside) {
    this.drift = drift;
    this.context = context;
    this.partials = partials;
    this.aside = aside;
    labels = drift.wires().labels();
    entries = new JoinEntries(context.getStateStore(DriftTopology.JOIN_STORE));
    outcomes = new OutcomeBundle(context.taskId().partition(), drift.directory(), entries);
  }

  OutcomeBundle outcomes() {
    return outcomes;
  }

  /** Takes one record of the labels topic; says whether it was a label. */
  boolean take(ConsumerRecord<byte[], byte[]> record) {
    try {
      Label label = labels.decode(record.value());
      Admission admission = outcomes.label(label, record.timestamp());
      if (admission == Admission.ADMITTED) return true;
      aside.put(record, admission.code(), "see docs/operations.md");
    } catch (Undecodable e) {
      String reason = e.reason().name().toLowerCase(Locale.ROOT);
      aside.put(record, reason, String.valueOf(e.getMessage()));
    }
    return false;
  }

  /** Forgets some of what nothing can be joined to any more. */
  void sweep(long clock) {
    if (clock != Long.MIN_VALUE) outcomes.sweep(clock);
  }

  /** Whether so much is held that it must be handed on before the commit. */
  boolean isFull() {
    return outcomes.counters() > drift.settings().maxProfiles();
  }

  /** Everything counted since the last commit, in order before the tide that speaks for it. */
  void handOn(long now) {
    entries.flush();
    outcomes.drain(partial -> forward(partial, now));
    DriftMeters meters = drift.meters();
    outcomes.tally().takeLabels(meters::labels);
    outcomes.tally().takePredictions(meters::unjoined);
    outcomes.tally().takeChanges(meters::detectorChanged);
    outcomes.tally().takeWarnings(meters::detectorWarned);
    meters.openPredictions(context.taskId().toString(), outcomes.open());
    long damaged = outcomes.takeDamaged();
    if (damaged > 0) meters.damaged("join", damaged);
    outcomes
        .takeContradictions()
        .forEach(
            (model, words) -> {
              if (words.equals(contradictions.put(model, words))) return;
              LOG.error("Predictions of {} are not joined to labels: {}", model, words);
            });
  }

  void close() {
    drift.meters().openPredictions(context.taskId().toString(), 0);
  }

  private void forward(PerformancePartial partial, long now) {
    String series =
        partial.model().name() + "|" + partial.model().version() + "|" + partial.segment();
    context.forward(
        new Record<>(series.getBytes(UTF_8), partials.encode(partial), now),
        DriftTopology.PARTIALS_SINK);
  }
}
