package dev.leeway.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.bundle.Admission;
import dev.leeway.bundle.PartialProfile;
import dev.leeway.bundle.PoisonBreaker;
import dev.leeway.bundle.ProfileBundle;
import dev.leeway.event.EventRow;
import dev.leeway.wire.PartialWire;
import dev.leeway.wire.PredictionDecoder;
import dev.leeway.wire.Undecodable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Counts predictions into the task's bundle and hands the bundle on before every commit. */
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
  private long newestReceived;

  /** Wall clock since which records have been looked for and none has come. */
  private long quietSince;

  private long lastBeat;
  private boolean tideDue;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  BundleProcessor(DriftContext drift) {
    this.drift = drift;
    decoder = drift.wires().newDecoder();
    wire = drift.wires().partials();
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    newestReceived = Long.MIN_VALUE;
    quietSince = context.currentSystemTimeMs();
    lastBeat = quietSince;
    tideDue = false;
    bundle =
        new ProfileBundle(
            context.taskId().partition(), drift.settings().sourcePartitions(), drift.directory());
    quarantine = new Quarantine(context, drift.wires().quarantine(), drift.meters());
    hook = context.getStateStore(DriftTopology.BUNDLE_HOOK);
    hook.bind(context, this::handOn);
    heartbeat =
        context.schedule(drift.settings().heartbeat(), PunctuationType.WALL_CLOCK_TIME, this::beat);
  }

  @Override
  public void process(Record<byte[], RecordRun> run) {
    quietSince = context.currentSystemTimeMs();
    for (ConsumerRecord<byte[], byte[]> record : run.value().records()) {
      count(record);
    }
  }

  private void count(ConsumerRecord<byte[], byte[]> record) {
    newestReceived = Math.max(newestReceived, record.timestamp());
    tideDue = true;
    byte[] value = record.value();
    if (value == null) {
      putAside(record, code(Undecodable.Reason.TOO_SHORT), "no value");
      return;
    }
    try {
      events.of(record);
      decoder.decodeEach(value, row, events);
    } catch (Undecodable e) {
      putAside(record, code(e.reason()), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    heartbeat.cancel();
    hook.unbind();
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

    private ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("", 0, 0, null, null);

    void of(ConsumerRecord<byte[], byte[]> next) {
      record = next;
    }

    @Override
    public void decoded(EventRow event, int offset, int length) {
      Admission admission = bundle.add(event, record.timestamp());
      if (admission == Admission.ADMITTED) {
        breaker.good();
        // Within a run no commit would come.
        if (bundle.profiles() > drift.settings().maxProfiles()) handOn();
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
      byte[] value = record.value();
      if (length == value.length) return record;
      return Quarantine.part(
          record, record.timestamp(), Arrays.copyOfRange(value, offset, offset + length));
    }
  }

  /**
   * Keeps the tide moving when no records come: a partition without traffic must say so, or it
   * holds windows open. What is sent leaves at the commit, behind the partials it speaks for.
   */
  private void beat(long now) {
    // After a stall nobody has looked for records: what has piled up meanwhile is no silence.
    if (now - lastBeat >= quiet()) quietSince = now;
    lastBeat = now;
    breaker.tick(now);
    drift.meters().flooded(context.taskId().toString(), breaker.isOpen());
    tideDue = true;
    context.commit();
  }

  /** Everything counted since the last commit, then the tide that speaks for it. */
  private void handOn() {
    long now = context.currentSystemTimeMs();
    bundle.drain(partial -> forward(partial, now));
    bundle.takeCapped().forEach((model, times) -> drift.meters().capped(model, "segments", times));
    long readUpTo = readUpTo(now);
    if (!tideDue || readUpTo == Long.MIN_VALUE) return;
    tideDue = false;
    context.forward(
        new Record<>(
            DriftTopology.TIDE_KEY, wire.encode(bundle.tide(Instant.ofEpochMilli(readUpTo))), now),
        DriftTopology.PARTIALS_SINK);
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

  /**
   * The receive time up to which this partition has been read: of its newest record while records
   * come, so that a backlog does not pass for silence; the wall clock once they have been looked
   * for over two heartbeats and none has come. {@link Long#MIN_VALUE} while nothing is known.
   */
  private long readUpTo(long now) {
    return now - quietSince < quiet() ? newestReceived : now;
  }

  private long quiet() {
    return 2 * drift.settings().heartbeat().toMillis();
  }

  private static String code(Undecodable.Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }
}
