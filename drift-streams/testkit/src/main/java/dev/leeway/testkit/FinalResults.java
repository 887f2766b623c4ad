package dev.leeway.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.profile.Profile;
import dev.leeway.schemas.avro.QuarantinedRecord;
import dev.leeway.verdict.Verdict;
import dev.leeway.wire.QuarantineWire;
import dev.leeway.wire.Undecodable;
import dev.leeway.wire.VerdictWire;
import dev.leeway.wire.WindowProfileWire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What readers of the results see: of each window the verdict of the highest revision, and its
 * profile.
 *
 * @param verdicts by their key
 * @param profiles by the drift verdict's key
 * @param revisions all of them, by verdict's key, in the order of the topic
 */
record FinalResults(
    SortedMap<String, Verdict> verdicts,
    SortedMap<String, Profile> profiles,
    Map<String, List<Integer>> revisions,
    List<QuarantinedRecord> quarantined) {

  static FinalResults of(Stage stage) {
    SortedMap<String, Verdict> verdicts = new TreeMap<>();
    SortedMap<String, Profile> profiles = new TreeMap<>();
    Map<String, List<Integer>> revisions = new HashMap<>();
    List<QuarantinedRecord> quarantined = new ArrayList<>();
    VerdictWire verdictWire = new VerdictWire(stage.registry(), stage.topics());
    WindowProfileWire profileWire = new WindowProfileWire(stage.registry(), stage.topics());
    QuarantineWire quarantineWire = new QuarantineWire(stage.registry(), stage.topics());
    try {
      for (ConsumerRecord<byte[], byte[]> record : stage.read(stage.topics().verdicts())) {
        Verdict verdict = verdictWire.decode(record.value());
        revisions.computeIfAbsent(verdict.key(), key -> new ArrayList<>()).add(verdict.revision());
        verdicts.merge(verdict.key(), verdict, FinalResults::later);
      }
      for (ConsumerRecord<byte[], byte[]> record : stage.read(stage.topics().profiles())) {
        // One window's profiles are in one partition, in the order of their revisions.
        profiles.put(new String(record.key(), UTF_8), profileWire.profile(record.value()));
      }
      for (ConsumerRecord<byte[], byte[]> record : stage.read(stage.topics().quarantine())) {
        quarantined.add(quarantineWire.decode(record.value()));
      }
    } catch (Undecodable e) {
      throw new AssertionError("a result cannot be read", e);
    }
    return new FinalResults(verdicts, profiles, revisions, quarantined);
  }

  private static Verdict later(Verdict a, Verdict b) {
    return a.revision() >= b.revision() ? a : b;
  }
}
