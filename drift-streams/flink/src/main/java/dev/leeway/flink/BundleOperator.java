package dev.leeway.flink;

import dev.leeway.bundle.Admission;
import dev.leeway.bundle.PartialProfile;
import dev.leeway.bundle.PoisonBreaker;
import dev.leeway.event.EventRow;
import dev.leeway.window.Tide;
import dev.leeway.wire.PredictionDecoder;
import dev.leeway.wire.Undecodable;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Counts predictions on the heap and hands the counts on before every checkpoint barrier, so that
 * they are never state: what a barrier finds here has left. Also every so often, when memory asks
 * for it, and at the end of input.
 */
final class BundleOperator extends AbstractStreamOperator<Shipment>
    implements OneInputStreamOperator<SourceRun, Shipment> {

  private static final long serialVersionUID = 1L;

  /** How many records go by between two looks at the number of profiles. */
  private static final int LOOK_AT_MEMORY = 256;

  private static final String IN_A_FLOOD = "; left out, for it is one of a flood";

  private final DriftJobSettings settings;
  private final Surroundings surroundings;

  private transient Workplace workplace;
  private transient PartitionLookout lookout;
  private transient PredictionDecoder decoder;
  private transient EventRow row;
  private transient RecordEvents events;
  private transient Quarantine quarantine;
  private transient DriftCounters counters;
  private transient MergeSlots slots;
  private transient Map<Integer, SourcePartition> partitions;
  private transient String topic;

  private transient PoisonBreaker breaker;

  /** Whether it has been told that the breaker is open. */
  private transient boolean flooded;

  private transient int untilLook;
  private transient long flushedAt;
  private transient @Nullable ScheduledFuture<?> nextBeat;

  @SuppressWarnings("NullAway.Init") // Flink calls open before anything else
  BundleOperator(DriftJobSettings settings, Surroundings surroundings) {
    this.settings = settings;
    this.surroundings = surroundings;
  }

  @Override
  public void open() throws Exception {
    super.open();
    workplace =
        Workplace.join(
            getRuntimeContext().getJobInfo().getJobId().toString(), settings, surroundings);
    ProcessingTimeService time = getProcessingTimeService();
    InstantSource clock = () -> java.time.Instant.ofEpochMilli(time.getCurrentProcessingTime());
    topic = workplace.topics().predictions();
    lookout = new PartitionLookout(KafkaClients.lookout(settings), topic, clock);
    decoder = workplace.wires().newDecoder();
    row = new EventRow();
    events = new RecordEvents();
    counters = new DriftCounters(getMetricGroup());
    breaker = new PoisonBreaker();
    quarantine = new Quarantine(workplace, output, counters);
    slots = new MergeSlots(settings.mergeSlots());
    partitions = new TreeMap<>();
    untilLook = LOOK_AT_MEMORY;
    flushedAt = time.getCurrentProcessingTime();
    beatAfter(flushedAt);
  }

  @Override
  public void processElement(StreamRecord<SourceRun> element) {
    SourceRun run = element.getValue();
    SourcePartition partition = partition(run);
    for (ConsumerRecord<byte[], byte[]> record : run.records()) {
      partition.read(record.offset(), record.timestamp());
      count(record, partition);
      if (--untilLook == 0) lookAtMemory();
    }
  }

  /** The run's partition, a new one if it is the first that is heard of it. */
  private SourcePartition partition(SourceRun run) {
    SourcePartition partition = partitions.get(run.partition());
    if (run.isNews() || partition == null) {
      partition =
          new SourcePartition(
              run.partition(), settings.partitions(), workplace.directory(), run.first());
      partitions.put(run.partition(), partition);
    }
    return partition;
  }

  private void count(ConsumerRecord<byte[], byte[]> record, SourcePartition partition) {
    byte[] value = record.value();
    if (value == null) {
      putAside(record, null, code(Undecodable.Reason.TOO_SHORT), "no value");
      return;
    }
    try {
      events.of(record, partition);
      decoder.decodeEach(value, row, events);
    } catch (Undecodable e) {
      putAside(record, value, code(e.reason()), String.valueOf(e.getMessage()));
    }
  }

  /** Counts the events of the record at hand, one or a batch, each for itself. */
  private final class RecordEvents implements PredictionDecoder.Events {

    private ConsumerRecord<byte[], byte[]> record;
    private SourcePartition partition;

    @SuppressWarnings("NullAway.Init") // nothing is decoded before of has been called
    RecordEvents() {}

    void of(ConsumerRecord<byte[], byte[]> next, SourcePartition from) {
      record = next;
      partition = from;
    }

    @Override
    public void decoded(EventRow event, int offset, int length) {
      Admission admission = partition.bundle().add(event, record.timestamp());
      if (admission == Admission.ADMITTED) {
        breaker.good();
      } else {
        putAside(record, alone(offset, length), admission.code(), "see docs/operations.md");
      }
    }

    @Override
    public void undecodable(Undecodable why, int offset, int length) {
      putAside(record, alone(offset, length), code(why.reason()), String.valueOf(why.getMessage()));
    }

    /** The event as the value of a record, which keeps the batch's key and so its partition. */
    private byte[] alone(int offset, int length) {
      byte[] value = record.value();
      return length == value.length ? value : Arrays.copyOfRange(value, offset, offset + length);
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
    if (counters != null) tellFlood(false);
    if (lookout != null) lookout.close();
    if (workplace != null) workplace.close();
    super.close();
  }

  private void lookAtMemory() {
    untilLook = LOOK_AT_MEMORY;
    int profiles = 0;
    for (SourcePartition partition : partitions.values()) {
      profiles += partition.bundle().profiles();
    }
    if (profiles > settings.maxProfiles()) flush();
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
    partitions.forEach(
        (number, partition) -> {
          if (partition.takeQuiet()) quiet.put(number, partition.next());
        });
    lookout.look(quiet);
    breaker.tick(now);
    tellFlood(breaker.isOpen());
    if (now - flushedAt >= settings.flushInterval().toMillis()) flush();
    beatAfter(now);
  }

  /** Everything counted so far, then the tides that speak for it. */
  private void flush() {
    flushedAt = getProcessingTimeService().getCurrentProcessingTime();
    partitions.forEach(
        (number, partition) -> {
          partition.bundle().drain(this::ship);
          partition
              .bundle()
              .takeCapped()
              .forEach((model, times) -> counters.capped(model, "segments", times));
          Tide tide = partition.tide(lookout.answer(number));
          if (tide != null) ship(tide);
        });
  }

  private void ship(PartialProfile partial) {
    if (partial.segment().isEmpty()) {
      counters.admitted(partial.model().name(), partial.profile().rows());
    }
    output.collect(new StreamRecord<>(new Shipment.Rows(slots.keyOf(partial), partial)));
  }

  private void ship(Tide tide) {
    for (int slot = 0; slot < slots.count(); slot++) {
      output.collect(new StreamRecord<>(new Shipment.Tidings(slots.key(slot), tide)));
    }
  }

  private void putAside(
      ConsumerRecord<byte[], byte[]> bad, byte @Nullable [] value, String reason, String detail) {
    breaker.bad(getProcessingTimeService().getCurrentProcessingTime());
    tellFlood(breaker.isOpen());
    quarantine.put(
        new Quarantine.Place(topic, bad.partition(), bad.offset(), bad.timestamp()),
        new Quarantine.Bytes(bad.key(), breaker.isOpen() ? null : value),
        reason,
        breaker.isOpen() ? detail + IN_A_FLOOD : detail);
  }

  private void tellFlood(boolean open) {
    if (open == flooded) return;
    flooded = open;
    if (open) counters.floodBegun();
    else counters.floodEnded();
  }

  private static String code(Undecodable.Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }
}
