package dev.leeway.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.bundle.Admission;
import dev.leeway.bundle.PartialProfile;
import dev.leeway.bundle.PoisonBreaker;
import dev.leeway.bundle.ProfileBundle;
import dev.leeway.event.EventRow;
import dev.leeway.window.Tide;
import dev.leeway.wire.PartialWire;
import dev.leeway.wire.PredictionDecoder;
import dev.leeway.wire.Undecodable;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Counts predictions into the task's bundle, joins labels to them, and hands on what came of either
 * before every commit.
 */
final class BundleProcessor implements Processor<byte[], RecordRun, byte[], byte[]> {

  private static final String IN_A_FLOOD = "; left out, for it is one of a flood";

  private final DriftContext drift;
  private final EventRow row = new EventRow();
  private final PredictionDecoder decoder;
  private final PartialWire wire;
  private final RecordEvents events = new RecordEvents();
  private ProcessorContext<byte[], byte[]> context;
  private final PoisonBreaker breaker = new PoisonBreaker();
  private ProfileBundle bundle;
  private Quarantine quarantine;
  private CommitHook hook;
  private Cancellable heartbeat;
  private Cancellable commits;
  private LabelIntake labels;
  private final String labelsTopic;
  private ReadMark predictionsRead;
  private ReadMark labelsRead;
  private long lastBeat;
  private boolean tideDue;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  BundleProcessor(DriftContext drift) {
    this.drift = drift;
    decoder = drift.wires().newDecoder();
    wire = drift.wires().partials();
    labelsTopic = drift.wires().topics().labels();
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    lastBeat = context.currentSystemTimeMs();
    tideDue = false;
    int partition = context.taskId().partition();
    predictionsRead = mark(drift.wires().topics().predictions(), partition);
    labelsRead = mark(labelsTopic, partition);
    labels = new LabelIntake(drift, context, wire, this::putAside);
    bundle =
        new ProfileBundle(partition, drift.settings().sourcePartitions(), drift.directory())
            .joining(labels.outcomes());
    quarantine = new Quarantine(context, drift.wires().quarantine(), drift.meters());
    hook = context.getStateStore(DriftTopology.BUNDLE_HOOK);
    hook.bind(context, this::handOn);
    heartbeat =
        context.schedule(drift.settings().heartbeat(), PunctuationType.WALL_CLOCK_TIME, this::beat);
    commits =
        context.schedule(
            drift.pace().look(), PunctuationType.WALL_CLOCK_TIME, now -> commitIfDue());
  }

  @Override
  public void process(Record<byte[], RecordRun> run) {
    if (run.value().topic().equals(labelsTopic)) {
      takeLabels(run.value());
      return;
    }
    predictionsRead.taken(context.currentSystemTimeMs());
    for (ConsumerRecord<ByteBuffer, ByteBuffer> record : run.value().records()) {
      count(record);
    }
    if (!bundle.mayClose()) return;
    drift.pace().hurry();
    commitIfDue();
  }

  private void commitIfDue() {
    if (drift.pace().isDue()) context.commit();
  }

  private void takeLabels(RecordRun run) {
    labelsRead.taken(context.currentSystemTimeMs());
    tideDue = true;
    for (ConsumerRecord<ByteBuffer, ByteBuffer> record : run.records()) {
      labelsRead.received(record.timestamp());
      if (labels.take(Quarantine.copy(record))) breaker.good();
      if (labels.isFull()) handOn();
    }
  }

  private ReadMark mark(String topic, int partition) {
    ReadMark mark =
        new ReadMark(
            new TopicPartition(topic, partition),
            drift.runs(),
            2 * drift.settings().heartbeat().toMillis());
    mark.begin(context.currentSystemTimeMs());
    return mark;
  }

  private void count(ConsumerRecord<ByteBuffer, ByteBuffer> record) {
    predictionsRead.received(record.timestamp());
    tideDue = true;
    ByteBuffer value = record.value();
    if (value == null) {
      putAside(Quarantine.copy(record), code(Undecodable.Reason.TOO_SHORT), "no value");
      return;
    }
    try {
      events.of(record);
      decoder.decodeEach(value, row, events);
    } catch (Undecodable e) {
      putAside(Quarantine.copy(record), code(e.reason()), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    heartbeat.cancel();
    commits.cancel();
    hook.unbind();
    labels.close();
    drift.meters().flooded(context.taskId().toString(), false);
  }

  private void putAside(ConsumerRecord<byte[], byte[]> bad, String reason, String detail) {
    breaker.bad(context.currentSystemTimeMs());
    if (!breaker.isOpen()) {
      quarantine.put(bad, reason, detail);
      return;
    }
    drift.meters().flooded(context.taskId().toString(), true);
    quarantine.put(Quarantine.part(bad, bad.timestamp(), null), reason, detail + IN_A_FLOOD);
  }

  /** Counts the events of the record at hand, one or a batch, each for itself. */
  private final class RecordEvents implements PredictionDecoder.Events {

    private ConsumerRecord<ByteBuffer, ByteBuffer> record =
        new ConsumerRecord<>("", 0, 0, null, null);

    void of(ConsumerRecord<ByteBuffer, ByteBuffer> next) {
      record = next;
    }

    @Override
    public void decoded(EventRow event, int offset, int length) {
      Admission admission = bundle.add(event, record.timestamp());
      if (admission == Admission.ADMITTED) {
        breaker.good();
        // Within a run no commit would come.
        if (bundle.profiles() > drift.settings().maxProfiles() || labels.isFull()) handOn();
      } else {
        putAside(alone(offset, length), admission.code(), "see docs/operations.md");
      }
    }

    @Override
    public void undecodable(Undecodable why, int offset, int length) {
      putAside(alone(offset, length), code(why.reason()), String.valueOf(why.getMessage()));
    }

    /** The event as a record of its own, which keeps the batch's key and so its partition. */
    private ConsumerRecord<byte[], byte[]> alone(int offset, int length) {
      byte[] event = Arrays.copyOfRange(record.value().array(), offset, offset + length);
      return Quarantine.part(Quarantine.copy(record), record.timestamp(), event);
    }
  }

  /**
   * Keeps the tide moving when no records come: a partition without traffic must say so, or it
   * holds windows open. What is sent leaves at the commit, behind the partials it speaks for.
   */
  private void beat(long now) {
    if (now - lastBeat >= 2 * drift.settings().heartbeat().toMillis()) {
      predictionsRead.stalled(now);
      labelsRead.stalled(now);
    }
    lastBeat = now;
    labels.sweep(Math.min(predictionsRead.readUpTo(now), labelsRead.readUpTo(now)));
    breaker.tick(now);
    drift.meters().flooded(context.taskId().toString(), breaker.isOpen());
    tideDue = true;
  }

  /** Everything counted since the last commit, then the tide that speaks for it. */
  private void handOn() {
    drift.pace().handOn(this::handAllOn);
  }

  private void handAllOn() {
    long now = context.currentSystemTimeMs();
    bundle.drain(partial -> forward(partial, now));
    bundle.takeCapped().forEach((model, times) -> drift.meters().capped(model, "segments", times));
    labels.handOn(now);
    long readUpTo = predictionsRead.readUpTo(now);
    if (!tideDue || readUpTo == Long.MIN_VALUE) return;
    tideDue = false;
    Tide tide = bundle.tide(Instant.ofEpochMilli(readUpTo));
    long labelsUpTo = labelsRead.readUpTo(now);
    if (labelsUpTo != Long.MIN_VALUE) tide = tide.withLabelsAt(Instant.ofEpochMilli(labelsUpTo));
    context.forward(
        new Record<>(DriftTopology.TIDE_KEY, wire.encode(tide), now), DriftTopology.PARTIALS_SINK);
  }

  private void forward(PartialProfile partial, long now) {
    if (partial.segment().isEmpty()) {
      drift.meters().admitted(partial.model().name(), partial.profile().rows());
    }
    String series =
        partial.model().name() + "|" + partial.model().version() + "|" + partial.segment();
    context.forward(
        new Record<>(series.getBytes(UTF_8), wire.encode(partial), now),
        DriftTopology.PARTIALS_SINK);
  }

  private static String code(Undecodable.Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }
}
