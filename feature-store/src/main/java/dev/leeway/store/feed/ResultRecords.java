package dev.leeway.store.feed;

import dev.leeway.event.ModelRef;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.schemas.avro.WindowProfileRecord;
import dev.leeway.store.StoreMeters;
import dev.leeway.store.WindowProfile;
import dev.leeway.topics.Topics;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Window;
import dev.leeway.wire.RecordCodec;
import dev.leeway.wire.Undecodable;
import dev.leeway.wire.VerdictWire;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From records to verdicts and profiles. Both topics are written by Leeway alone, so a record that
 * is neither is no sender's mistake to be quarantined: it is counted, logged and passed over.
 */
final class ResultRecords {

  private static final Logger log = LoggerFactory.getLogger(ResultRecords.class);

  private final String verdictTopic;
  private final VerdictWire verdictWire;
  private final RecordCodec<WindowProfileRecord> profileCodec;
  private final StoreMeters meters;
  private final Set<String> logged = new HashSet<>();

  ResultRecords(SchemaRegistry registry, Topics topics, StoreMeters meters) {
    this.verdictTopic = topics.verdicts();
    this.verdictWire = new VerdictWire(registry, topics);
    this.profileCodec =
        new RecordCodec<>(
            registry, RecordCodec.subject(topics.profiles()), WindowProfileRecord.getClassSchema());
    this.meters = meters;
  }

  Decoded decode(List<ConsumerRecord<byte[], byte[]>> records) {
    Decoded decoded = new Decoded(new ArrayList<>(), new ArrayList<>());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        if (record.topic().equals(verdictTopic)) {
          decoded.verdicts().add(verdictWire.decode(record.value()));
        } else {
          decoded.profiles().add(profile(profileCodec.decode(record.value())));
        }
      } catch (Undecodable e) {
        passOver(record, e);
      }
    }
    return decoded;
  }

  private static WindowProfile profile(WindowProfileRecord record) throws Undecodable {
    try {
      return new WindowProfile(
          new ModelRef(record.getModel(), record.getVersion()),
          record.getSegment(),
          new Window(record.getWindowStart(), record.getWindowEnd()),
          record.getRevision(),
          record.getReferenceId(),
          record.getRows(),
          record.getProfile());
    } catch (IllegalArgumentException e) {
      throw new Undecodable(
          Undecodable.Reason.MALFORMED, "no window profile: " + e.getMessage(), e);
    }
  }

  /** One line in the log per topic and reason: a thousand such records have one cause. */
  private void passOver(ConsumerRecord<byte[], byte[]> record, Undecodable e) {
    meters.undecodable(record.topic(), e.reason());
    if (logged.add(record.topic() + e.reason())) {
      log.error(
          "passed over {}-{} offset {}: {}; more of the kind are only counted",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }

  /** What the records held, in their order. */
  record Decoded(List<Verdict> verdicts, List<WindowProfile> profiles) {}
}
