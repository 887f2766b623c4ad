package dev.leeway.flink;

import dev.leeway.bundle.OutcomeBundle;
import dev.leeway.bundle.PartialProfile;
import dev.leeway.bundle.PerformancePartial;
import dev.leeway.labels.JoinStore;
import dev.leeway.window.Tide;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts predictions on the heap and hands the counts on before every checkpoint barrier, so that
 * they are never state: what a barrier finds here has left. Also every so often, when memory asks
 * for it, and at the end of input.
 *
 * <p>Where a model's performance is watched it reads labels too, and is keyed by partition: what
 * the join remembers of open predictions is state of their partition.
 */
final class BundleOperator extends AbstractStreamOperator<Shipment>
    implements OneInputStreamOperator<SourceRun, Shipment> {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(BundleOperator.class);

  /** How many records go by between two looks at the number of profiles. */
  private static final int LOOK_AT_MEMORY = 256;

  /** What the counter of damaged entries calls those of the join. */
  private static final String JOIN = "join";

  private final DriftJobSettings settings;
  private final Surroundings surroundings;
  private final boolean joins;

  private transient Workplace workplace;
  private transient PartitionLookout predictions;
  private transient @Nullable PartitionLookout labels;
  private transient RecordIntake intake;
  private transient DriftCounters counters;
  private transient KeySlots slots;
  private transient KeySlots byPartition;
  private transient Map<Integer, SourcePartition> partitions;
  private transient Optional<JoinStore> store;

  private transient int untilLook;
  private transient long flushedAt;
  private transient @Nullable ScheduledFuture<?> nextBeat;

  /**
   * @param joins whether labels are joined, and its input is keyed by {@link SourceRun#partition}
   */
  @SuppressWarnings("NullAway.Init") // Flink calls open before anything else
  BundleOperator(DriftJobSettings settings, Surroundings surroundings, boolean joins) {
    this.settings = settings;
    this.surroundings = surroundings;
    this.joins = joins;
  }

  @Override
  public void open() throws Exception {
    super.open();
    workplace =
        Workplace.join(
            getRuntimeContext().getJobInfo().getJobId().toString(), settings, surroundings);
    ProcessingTimeService time = getProcessingTimeService();
    predictions = lookout(workplace.topics().predictions());
    if (joins) labels = lookout(workplace.topics().labels());
    counters = new DriftCounters(getMetricGroup());
    intake =
        new RecordIntake(workplace, new Quarantine(workplace, output, counters), counters, time);
    slots = new KeySlots(settings.mergeSlots());
    byPartition = new KeySlots(settings.partitions());
    partitions = new TreeMap<>();
    store = joins ? Optional.of(new KeyedJoinStore(this.getKeyedStateBackend())) : Optional.empty();
    untilLook = LOOK_AT_MEMORY;
    flushedAt = time.getCurrentProcessingTime();
    beatAfter(flushedAt);
  }

  private PartitionLookout lookout(String topic) {
    ProcessingTimeService time = getProcessingTimeService();
    InstantSource clock = () -> Instant.ofEpochMilli(time.getCurrentProcessingTime());
    return new PartitionLookout(KafkaClients.lookout(settings), topic, clock);
  }

  @Override
  public void processElement(StreamRecord<SourceRun> element) {
    SourceRun run = element.getValue();
    SourcePartition partition =
        partitions.computeIfAbsent(
            run.partition(),
            number ->
                new SourcePartition(number, settings.partitions(), workplace.directory(), store));
    if (run.isNews()) {
      (run.labels() ? partition.labels() : partition.predictions()).begin(run.first());
    } else if (run.labels()) {
      takeLabels(run, partition);
    } else {
      takePredictions(run, partition);
    }
  }

  private void takePredictions(SourceRun run, SourcePartition partition) {
    for (ConsumerRecord<byte[], byte[]> record : run.records()) {
      partition.read(record.offset(), record.timestamp());
      intake.prediction(record, partition.bundle());
      if (--untilLook == 0) lookAtMemory(run.partition());
    }
  }

  private void takeLabels(SourceRun run, SourcePartition partition) {
    OutcomeBundle outcomes = partition.outcomes().orElseThrow();
    for (ConsumerRecord<byte[], byte[]> record : run.records()) {
      partition.labels().read(record.offset(), record.timestamp());
      intake.label(record, outcomes);
      if (--untilLook == 0) lookAtMemory(run.partition());
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    flush();
  }

  @Override
  public void finish() throws Exception {
    flush();
    super.finish();
  }

  @Override
  public void close() throws Exception {
    if (nextBeat != null) nextBeat.cancel(false);
    if (intake != null) intake.close();
    if (counters != null) counters.close();
    if (predictions != null) predictions.close();
    if (labels != null) labels.close();
    if (workplace != null) workplace.close();
    super.close();
  }

  /**
   * @param reading the partition whose run is being read
   */
  private void lookAtMemory(int reading) {
    untilLook = LOOK_AT_MEMORY;
    int held = 0;
    for (SourcePartition partition : partitions.values()) held += partition.held();
    if (held <= settings.maxProfiles()) return;
    flush();
    if (joins) setCurrentKey(byPartition.key(reading));
  }

  private void beatAfter(long now) {
    nextBeat =
        getProcessingTimeService()
            .registerTimer(now + settings.flushInterval().toMillis(), this::beat);
  }

  /** Keeps tides moving when no records come, and counts when checkpoints are far between. */
  private void beat(long due) {
    long now = getProcessingTimeService().getCurrentProcessingTime();
    Map<Integer, Long> quiet = new HashMap<>();
    Map<Integer, Long> quietLabels = new HashMap<>();
    partitions.forEach(
        (number, partition) -> {
          Reading read = partition.predictions();
          if (read.takeQuiet()) quiet.put(number, read.next());
          Reading ofLabels = partition.labels();
          if (ofLabels.takeQuiet()) quietLabels.put(number, ofLabels.next());
        });
    predictions.look(quiet);
    if (labels != null) labels.look(quietLabels);
    intake.tick(now);
    if (now - flushedAt >= settings.flushInterval().toMillis()) flush();
    beatAfter(now);
  }

  /** Everything counted so far, then the tides that speak for it. */
  private void flush() {
    flushedAt = getProcessingTimeService().getCurrentProcessingTime();
    partitions.forEach(
        (number, partition) -> {
          long readUpTo = partition.predictions().upTo(predictions.answer(number));
          long labelsUpTo =
              labels == null ? Reading.UNKNOWN : partition.labels().upTo(labels.answer(number));
          partition.bundle().drain(this::ship);
          partition
              .bundle()
              .takeCapped()
              .forEach((model, times) -> counters.capped(model, "segments", times));
          if (partition.outcomes().isPresent()) {
            setCurrentKey(byPartition.key(number));
            flush(number, partition.outcomes().get(), Math.min(readUpTo, labelsUpTo));
          }
          partition.tide(readUpTo, labelsUpTo).ifPresent(this::ship);
        });
  }

  /**
   * What labels have come to. The current key is their partition.
   *
   * @param clock receive time up to which predictions and labels have been read
   */
  private void flush(int number, OutcomeBundle outcomes, long clock) {
    if (clock != Reading.UNKNOWN) outcomes.sweep(clock);
    outcomes.drain(this::ship);
    outcomes.tally().takeLabels(counters::label);
    outcomes.tally().takePredictions(counters::unjoined);
    outcomes.tally().takeChanges(counters::detectorChanged);
    outcomes.tally().takeWarnings(counters::detectorWarned);
    counters.open(number, outcomes.open());
    long damaged = outcomes.takeDamaged();
    if (damaged > 0) counters.damaged(JOIN, damaged);
    outcomes
        .takeContradictions()
        .forEach((model, why) -> LOG.error("Labels of {} are not joined: {}", model, why));
  }

  private void ship(PartialProfile partial) {
    if (partial.segment().isEmpty()) {
      counters.admitted(partial.model().name(), partial.profile().rows());
    }
    ship(new Shipment.Rows(slots.keyOf(partial.model(), partial.segment()), partial));
  }

  private void ship(PerformancePartial partial) {
    ship(new Shipment.Outcomes(slots.keyOf(partial.model(), partial.segment()), partial));
  }

  private void ship(Tide tide) {
    for (int slot = 0; slot < slots.count(); slot++) {
      ship(new Shipment.Tidings(slots.key(slot), tide));
    }
  }

  private void ship(Shipment shipment) {
    output.collect(new StreamRecord<>(shipment));
  }
}
