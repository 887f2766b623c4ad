package dev.leeway.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.bundle.PartialProfile;
import dev.leeway.bundle.PerformancePartial;
import dev.leeway.merge.BufferedJournal;
import dev.leeway.merge.Conclusion;
import dev.leeway.merge.Intake;
import dev.leeway.merge.JournalReplay;
import dev.leeway.merge.PerformanceBook;
import dev.leeway.merge.WindowBook;
import dev.leeway.verdict.Verdict;
import dev.leeway.wire.PartialWire;
import dev.leeway.wire.VerdictWire;
import dev.leeway.wire.WindowProfileWire;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Merges partial profiles and sends verdicts when windows close. Keyed by slot; each slot has a
 * window book of its own, which works on the heap and is written into keyed state before every
 * barrier.
 */
final class MergeOperator extends AbstractStreamOperator<Outgoing>
    implements OneInputStreamOperator<Shipment, Outgoing> {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(MergeOperator.class);

  private static final String SEGMENTS = "segments";

  private final DriftJobSettings settings;
  private final Surroundings surroundings;

  private transient Workplace workplace;
  private transient VerdictWire verdicts;
  private transient WindowProfileWire profiles;
  private transient PartialWire partials;
  private transient Quarantine quarantine;
  private transient DriftCounters counters;
  private transient MapState<String, byte[]> state;
  private transient Map<Integer, Slot> slots;

  @SuppressWarnings("NullAway.Init") // Flink calls open before anything else
  MergeOperator(DriftJobSettings settings, Surroundings surroundings) {
    this.settings = settings;
    this.surroundings = surroundings;
  }

  private record Slot(WindowBook book, PerformanceBook performance, BufferedJournal journal) {}

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    state =
        context
            .getKeyedStateStore()
            .getMapState(
                new MapStateDescriptor<>(
                    "journal", StringSerializer.INSTANCE, new SealedSerializer()));
  }

  @Override
  public void open() throws Exception {
    super.open();
    workplace =
        Workplace.join(
            getRuntimeContext().getJobInfo().getJobId().toString(), settings, surroundings);
    verdicts = workplace.wires().verdicts();
    profiles = workplace.wires().profiles();
    partials = workplace.wires().partials();
    counters = new DriftCounters(getMetricGroup());
    quarantine = new Quarantine(workplace, output, counters);
    slots = new HashMap<>();
  }

  @Override
  public void processElement(StreamRecord<Shipment> element) throws Exception {
    Shipment shipment = element.getValue();
    Slot slot = slots.get(shipment.slot());
    if (slot == null) {
      slot = restored();
      slots.put(shipment.slot(), slot);
    }
    if (shipment instanceof Shipment.Rows rows) {
      Intake intake = slot.book.merge(rows.partial());
      if (intake != Intake.MERGED) putAside(rows.partial(), intake);
    } else if (shipment instanceof Shipment.Outcomes outcomes) {
      Intake intake = slot.performance.merge(outcomes.partial());
      if (intake != Intake.MERGED) putAside(outcomes.partial(), intake);
    } else if (shipment instanceof Shipment.Tidings tidings) {
      slot.book.rise(tidings.tide()).forEach(this::send);
      slot.performance.rise(tidings.tide()).forEach(this::send);
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    slots.forEach(
        (key, slot) -> {
          setCurrentKey(key);
          slot.journal.write(new StateEntries(state));
        });
  }

  @Override
  public void close() throws Exception {
    if (workplace != null) workplace.close();
    super.close();
  }

  /** The current key's slot as its state has it. */
  private Slot restored() throws Exception {
    BufferedJournal journal = new BufferedJournal();
    WindowBook book = new WindowBook(workplace.directory(), journal);
    PerformanceBook performance = new PerformanceBook(workplace.directory(), journal);
    JournalReplay replay = new JournalReplay(book, performance);
    for (Map.Entry<String, byte[]> entry : state.entries()) {
      replay.take(entry.getKey(), entry.getValue());
    }
    for (JournalReplay.Damage damage : replay.finish()) {
      LOG.error("Stored state, {}: {}", damage.kind(), damage.sentence());
      counters.damaged(damage.kind(), 1);
    }
    return new Slot(book, performance, journal);
  }

  private void putAside(PartialProfile partial, Intake intake) {
    long rows = partial.profile().rows();
    String model = partial.model().name();
    if (intake == Intake.TOO_LATE) counters.late(model, rows);
    intake.cap().ifPresent(cap -> counters.capped(model, cap, rows));
    putAside(
        partial.sourcePartition(),
        new Quarantine.Bytes(
            KeySlots.series(partial.model(), partial.segment()).getBytes(UTF_8),
            partials.encode(partial)),
        intake,
        rows + " rows of the pane at " + partial.paneStart());
  }

  private void putAside(PerformancePartial partial, Intake intake) {
    intake.cap().ifPresent(cap -> counters.capped(partial.model().name(), cap, 1));
    putAside(
        partial.sourcePartition(),
        new Quarantine.Bytes(
            KeySlots.series(partial.model(), partial.segment()).getBytes(UTF_8),
            partials.encode(partial)),
        intake,
        "outcomes of the pane at " + partial.paneStart());
  }

  private void putAside(int partition, Quarantine.Bytes bytes, Intake intake, String detail) {
    quarantine.put(
        new Quarantine.Place(
            workplace.topics().partials(),
            partition,
            -1,
            getProcessingTimeService().getCurrentProcessingTime()),
        bytes,
        intake.code(),
        detail);
  }

  private void send(Conclusion conclusion) {
    Verdict verdict = conclusion.verdict();
    send(verdict);
    conclusion.quality().ifPresent(this::send);
    byte[] key = verdict.key().getBytes(UTF_8);
    send(
        new Outgoing(
            workplace.topics().profiles(),
            key,
            key,
            profiles.encode(verdict, conclusion.profile())));
    if (verdict.revision() > 1) return;
    String model = verdict.model().name();
    counters.closed(model);
    // Of segments the rows were counted one by one, where they came in.
    for (String cap : conclusion.capsMet()) {
      if (!cap.equals(SEGMENTS)) counters.capped(model, cap, verdict.rows());
    }
  }

  /** All verdicts of a model and segment go to one partition: readers must see windows in order. */
  private void send(Verdict verdict) {
    String series = verdict.model().name() + "|" + verdict.segment();
    send(
        new Outgoing(
            workplace.topics().verdicts(),
            verdict.key().getBytes(UTF_8),
            series.getBytes(UTF_8),
            verdicts.encode(verdict)));
  }

  private void send(Outgoing record) {
    output.collect(new StreamRecord<>(record));
  }
}
