package dev.leeway.flink;

import dev.leeway.bundle.Admission;
import dev.leeway.bundle.OutcomeBundle;
import dev.leeway.bundle.PoisonBreaker;
import dev.leeway.bundle.ProfileBundle;
import dev.leeway.event.EventRow;
import dev.leeway.topics.Topics;
import dev.leeway.wire.LabelWire;
import dev.leeway.wire.PredictionDecoder;
import dev.leeway.wire.Undecodable;
import java.util.Arrays;
import java.util.Locale;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Decodes records and has them counted; what cannot be counted it puts aside. For one task. */
final class RecordIntake {

  private static final String IN_A_FLOOD = "; left out, for it is one of a flood";
  private static final String SEE = "see docs/operations.md";

  private final Topics topics;
  private final PredictionDecoder decoder;
  private final LabelWire labels;
  private final Quarantine quarantine;
  private final DriftCounters counters;
  private final ProcessingTimeService time;
  private final EventRow row = new EventRow();
  private final RecordEvents events = new RecordEvents();
  private final PoisonBreaker breaker = new PoisonBreaker();

  /** Whether it has been told that the breaker is open. */
  private boolean flooded;

  RecordIntake(
      Workplace workplace,
      Quarantine quarantine,
      DriftCounters counters,
      ProcessingTimeService time) {
    topics = workplace.topics();
    decoder = workplace.wires().newDecoder();
    labels = workplace.wires().labels();
    this.quarantine = quarantine;
    this.counters = counters;
    this.time = time;
  }

  /** Counts a record of predictions. */
  void prediction(ConsumerRecord<byte[], byte[]> record, ProfileBundle to) {
    byte[] value = record.value();
    if (value == null) {
      putAside(topics.predictions(), record, null, tooShort());
      return;
    }
    try {
      events.of(record, to);
      decoder.decodeEach(value, row, events);
    } catch (Undecodable e) {
      putAside(topics.predictions(), record, value, Fault.of(e));
    }
  }

  /** Joins a label. */
  void label(ConsumerRecord<byte[], byte[]> record, OutcomeBundle to) {
    byte[] value = record.value();
    if (value == null) {
      putAside(topics.labels(), record, null, tooShort());
      return;
    }
    try {
      Admission admission = to.label(labels.decode(value), record.timestamp());
      if (admission == Admission.ADMITTED) breaker.good();
      else putAside(topics.labels(), record, value, new Fault(admission.code(), SEE));
    } catch (Undecodable e) {
      putAside(topics.labels(), record, value, Fault.of(e));
    }
  }

  /** Time passes: a flood may be over. */
  void tick(long now) {
    breaker.tick(now);
    tellFlood(breaker.isOpen());
  }

  /** Ends; what was told of a flood is taken back. */
  void close() {
    tellFlood(false);
  }

  /**
   * What was wrong with a record.
   *
   * @param reason a code of docs/operations.md
   * @param detail without the record's values
   */
  private record Fault(String reason, String detail) {

    static Fault of(Undecodable e) {
      return new Fault(e.reason().name().toLowerCase(Locale.ROOT), String.valueOf(e.getMessage()));
    }
  }

  private static Fault tooShort() {
    return new Fault(Undecodable.Reason.TOO_SHORT.name().toLowerCase(Locale.ROOT), "no value");
  }

  /** Counts the events of the record at hand, one or a batch, each for itself. */
  private final class RecordEvents implements PredictionDecoder.Events {

    private ConsumerRecord<byte[], byte[]> record;
    private ProfileBundle bundle;

    @SuppressWarnings("NullAway.Init") // nothing is decoded before of has been called
    RecordEvents() {}

    void of(ConsumerRecord<byte[], byte[]> next, ProfileBundle to) {
      record = next;
      bundle = to;
    }

    @Override
    public void decoded(EventRow event, int offset, int length) {
      Admission admission = bundle.add(event, record.timestamp());
      if (admission == Admission.ADMITTED) breaker.good();
      else putAside(offset, length, new Fault(admission.code(), SEE));
    }

    @Override
    public void undecodable(Undecodable why, int offset, int length) {
      putAside(offset, length, Fault.of(why));
    }

    /** The event as the value of a record, which keeps the batch's key and so its partition. */
    private void putAside(int offset, int length, Fault fault) {
      byte[] value = record.value();
      boolean all = length == value.length;
      RecordIntake.this.putAside(
          topics.predictions(),
          record,
          all ? value : Arrays.copyOfRange(value, offset, offset + length),
          fault);
    }
  }

  private void putAside(
      String topic, ConsumerRecord<byte[], byte[]> bad, byte @Nullable [] value, Fault fault) {
    breaker.bad(time.getCurrentProcessingTime());
    boolean flood = breaker.isOpen();
    tellFlood(flood);
    quarantine.put(
        new Quarantine.Place(topic, bad.partition(), bad.offset(), bad.timestamp()),
        new Quarantine.Bytes(bad.key(), flood ? null : value),
        fault.reason(),
        flood ? fault.detail() + IN_A_FLOOD : fault.detail());
  }

  private void tellFlood(boolean open) {
    if (open == flooded) return;
    flooded = open;
    if (open) counters.floodBegun();
    else counters.floodEnded();
  }
}
