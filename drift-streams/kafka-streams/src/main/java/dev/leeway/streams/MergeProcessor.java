package dev.leeway.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.bundle.PartialProfile;
import dev.leeway.bundle.PerformancePartial;
import dev.leeway.event.ModelRef;
import dev.leeway.event.Names;
import dev.leeway.merge.BufferedJournal;
import dev.leeway.merge.Conclusion;
import dev.leeway.merge.Intake;
import dev.leeway.merge.PaneKey;
import dev.leeway.merge.PerformanceBook;
import dev.leeway.merge.WindowBook;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Tide;
import dev.leeway.wire.PartialWire;
import dev.leeway.wire.Undecodable;
import dev.leeway.wire.VerdictWire;
import dev.leeway.wire.WindowProfileWire;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Merges partials and sends verdicts when windows close, or labels change what was told. */
final class MergeProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  private static final String SEGMENTS = "segments";

  private final DriftContext drift;
  private final PartialWire partials;
  private final VerdictWire verdicts;
  private final WindowProfileWire profiles;
  private ProcessorContext<byte[], byte[]> context;
  private WindowBook book;
  private PerformanceBook performance;
  private Quarantine quarantine;
  private CommitHook hook;
  private LiveWindows.Desk desk;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  MergeProcessor(DriftContext drift) {
    this.drift = drift;
    partials = drift.wires().partials();
    verdicts = drift.wires().verdicts();
    profiles = drift.wires().profiles();
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    quarantine = new Quarantine(context, drift.wires().quarantine(), drift.meters());
    StoreJournal store = new StoreJournal(context.getStateStore(DriftTopology.WINDOW_STORE));
    BufferedJournal journal = new BufferedJournal();
    book = new WindowBook(drift.directory(), journal);
    performance = new PerformanceBook(drift.directory(), journal);
    store.replayInto(book, performance, drift.meters());
    hook = context.getStateStore(DriftTopology.MERGE_HOOK);
    desk = drift.live().open(context.taskId().partition());
    hook.bind(
        context,
        () -> {
          drift.pace().handOn(() -> journal.write(store));
          desk.serve(book, performance, Instant.ofEpochMilli(context.currentSystemTimeMs()));
        });
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    byte[] value = record.value();
    try {
      if (partials.isTide(value)) {
        rise(partials.decodeTide(value));
      } else if (partials.isOfOutcomes(value)) {
        merge(record, partials.decodeOutcomes(value));
      } else {
        merge(record, partials.decodePartial(value));
      }
    } catch (Undecodable e) {
      quarantine.put(record, "partial_undecodable", String.valueOf(e.getMessage()));
      lose(record);
    }
  }

  private void rise(Tide tide) throws Undecodable {
    int partitions = drift.settings().sourcePartitions();
    if (tide.sourcePartitions() != partitions) {
      throw new Undecodable(
          Undecodable.Reason.MALFORMED,
          "a tide of %d partitions where there are %d"
              .formatted(tide.sourcePartitions(), partitions));
    }
    List<Conclusion> conclusions = book.rise(tide);
    conclusions.forEach(this::send);
    List<Verdict> performances = performance.rise(tide);
    performances.forEach(verdict -> send(verdict, context.currentSystemTimeMs()));
    // Somebody may wait for a verdict, and nobody reads it before it is committed.
    if (conclusions.isEmpty() && performances.isEmpty()) return;
    drift.pace().hurry();
    if (drift.pace().isDue()) context.commit();
  }

  @Override
  public void close() {
    hook.unbind();
    desk.close();
  }

  private void merge(Record<byte[], byte[]> record, PartialProfile partial) {
    Intake intake = book.merge(partial);
    if (intake == Intake.MERGED) return;
    long rows = partial.profile().rows();
    String model = partial.model().name();
    if (intake == Intake.TOO_LATE) drift.meters().late(model, rows);
    intake.cap().ifPresent(cap -> drift.meters().capped(model, cap, rows));
    quarantine.put(record, intake.code(), rows + " rows of the pane at " + partial.paneStart());
  }

  private void merge(Record<byte[], byte[]> record, PerformancePartial partial) {
    Intake intake = performance.merge(partial);
    if (intake == Intake.MERGED) return;
    intake.cap().ifPresent(cap -> drift.meters().capped(partial.model().name(), cap, 1));
    quarantine.put(record, intake.code(), "outcomes of the pane at " + partial.paneStart());
  }

  /** Rows were in the record: of the pane it names, or else of any of the series its key names. */
  private void lose(Record<byte[], byte[]> record) {
    Optional<PaneKey> rows = partials.paneOf(record.value());
    Optional<PaneKey> outcomes = partials.paneOfOutcomes(record.value());
    if (rows.isPresent()) {
      book.lose(rows.get());
    } else if (outcomes.isPresent()) {
      performance.lose(outcomes.get());
    } else if (record.key() != null) {
      String[] series = new String(record.key(), UTF_8).split("\\|", 3);
      if (series.length == 3 && Names.isName(series[0]) && Names.isName(series[1])) {
        ModelRef model = new ModelRef(series[0], series[1]);
        book.lose(model, series[2]);
        performance.lose(model, series[2]);
      }
    }
  }

  private void send(Conclusion conclusion) {
    Verdict verdict = conclusion.verdict();
    long now = context.currentSystemTimeMs();
    send(verdict, now);
    conclusion.quality().ifPresent(quality -> send(quality, now));
    context.forward(
        new Record<>(
            verdict.key().getBytes(UTF_8), profiles.encode(verdict, conclusion.profile()), now),
        DriftTopology.PROFILES_SINK);
    if (verdict.revision() > 1) return;
    String model = verdict.model().name();
    drift.meters().closed(model, 1);
    // Of segments the rows were counted one by one, where they came in.
    for (String cap : conclusion.capsMet()) {
      if (!cap.equals(SEGMENTS)) drift.meters().capped(model, cap, verdict.rows());
    }
  }

  private void send(Verdict verdict, long now) {
    context.forward(
        new Record<>(verdict.key().getBytes(UTF_8), verdicts.encode(verdict), now),
        DriftTopology.VERDICTS_SINK);
  }
}
