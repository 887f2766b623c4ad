package dev.leeway.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.bundle.PartialProfile;
import dev.leeway.merge.BufferedJournal;
import dev.leeway.merge.Conclusion;
import dev.leeway.merge.WindowBook;
import dev.leeway.verdict.Verdict;
import dev.leeway.wire.PartialWire;
import dev.leeway.wire.Undecodable;
import dev.leeway.wire.VerdictWire;
import dev.leeway.wire.WindowProfileWire;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Merges partial profiles and sends verdicts when windows close. */
final class MergeProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  private final DriftContext drift;
  private final PartialWire partials;
  private final VerdictWire verdicts;
  private final WindowProfileWire profiles;
  private ProcessorContext<byte[], byte[]> context;
  private WindowBook book;
  private Quarantine quarantine;
  private CommitHook hook;

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
    store.replayInto(book);
    hook = context.getStateStore(DriftTopology.MERGE_HOOK);
    hook.bind(context, () -> journal.write(store));
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    byte[] value = record.value();
    try {
      if (partials.isTide(value)) {
        for (Conclusion conclusion : book.rise(partials.decodeTide(value))) {
          send(conclusion);
        }
      } else {
        merge(record, partials.decodePartial(value));
      }
    } catch (Undecodable e) {
      quarantine.put(record, "partial_undecodable", String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    hook.unbind();
  }

  private void merge(Record<byte[], byte[]> record, PartialProfile partial) {
    if (book.merge(partial)) return;
    drift.meters().late(partial.model().name(), partial.profile().rows());
    quarantine.put(record, "too_late", partial.profile().rows() + " rows of a pane long past");
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
    if (verdict.revision() == 1) drift.meters().closed(verdict.model().name(), 1);
  }

  private void send(Verdict verdict, long now) {
    context.forward(
        new Record<>(verdict.key().getBytes(UTF_8), verdicts.encode(verdict), now),
        DriftTopology.VERDICTS_SINK);
  }
}
