package dev.leeway.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.profile.CategoricalProfile;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Layout;
import dev.leeway.profile.Profile;
import dev.leeway.profile.ProfileCodec;
import dev.leeway.schemas.avro.QuarantinedRecord;
import dev.leeway.verdict.Verdict;
import dev.leeway.wire.QuarantineWire;
import dev.leeway.wire.Undecodable;
import dev.leeway.wire.VerdictWire;
import dev.leeway.wire.WindowProfileWire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.NullUnmarked;

/**
 * What readers of the results see: of each window the verdict of the highest revision, and its
 * profile.
 *
 * @param verdicts by their key
 * @param profiles by the drift verdict's key
 * @param revisions all of them, by verdict's key, in the order of the topic
 */
@NullUnmarked // a result that is not there fails the test anyhow
public record FinalResults(
    SortedMap<String, Verdict> verdicts,
    SortedMap<String, Profile> profiles,
    Map<String, List<Integer>> revisions,
    List<QuarantinedRecord> quarantined) {

  /** As they stand now. */
  public static FinalResults of(Stage stage) {
    SortedMap<String, Verdict> verdicts = new TreeMap<>();
    SortedMap<String, Profile> profiles = new TreeMap<>();
    Map<String, List<Integer>> revisions = new HashMap<>();
    List<QuarantinedRecord> quarantined = new ArrayList<>();
    VerdictWire verdictWire = stage.wires().verdicts();
    WindowProfileWire profileWire = stage.wires().profiles();
    QuarantineWire quarantineWire = stage.wires().quarantine();
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

  /** The verdict on drift of all rows of the traffic's so-and-so-manyth tumbling window, from 0. */
  public Verdict drift(int window) {
    return verdict(window, Verdict.Kind.DRIFT);
  }

  Verdict verdict(int window, Verdict.Kind kind) {
    Instant start = Fixtures.NOON.plus(StagedTest.WINDOW.multipliedBy(window));
    String key =
        String.join(
            "|",
            Fixtures.MODEL.name(),
            Fixtures.MODEL.version(),
            "",
            start.toString(),
            start.plus(StagedTest.WINDOW).toString(),
            kind.name());
    assertThat(verdicts).containsKey(key);
    return verdicts.get(key);
  }

  /** Rows by carrier, of all rows of the so-and-so-manyth tumbling window. */
  SortedMap<String, Long> carriers(int window) {
    SortedMap<String, Long> counts = new TreeMap<>();
    Layout layout = Fixtures.reference().layout();
    Profile profile = profiles.get(drift(window).key());
    for (int place = 0; place < layout.columns().size(); place++) {
      if (layout.columns().get(place) instanceof ColumnLayout.Categorical column
          && column.name().equals("carrier")
          && profile.columns().get(place) instanceof CategoricalProfile counted) {
        for (int i = 0; i < column.categories().size(); i++) {
          counts.put(column.categories().get(i), counted.counts()[i]);
        }
      }
    }
    return counts;
  }

  /** Asserts that each window of the recount is told as the recount has it. */
  void verifyWindows(Recount recount) {
    recount
        .windows()
        .forEach(
            (key, expected) -> {
              assertThat(verdicts).containsKey(key);
              Verdict verdict = verdicts.get(key);
              assertThat(verdict.rows()).as(key).isEqualTo(expected.rows());
              assertThat(verdict.state()).as(key).isEqualTo(expected.state());
              assertThat(verdict.columns()).as(key).isEqualTo(expected.columns());
              assertThat(ProfileCodec.decisionBytes(profiles.get(key)))
                  .as(key)
                  .isEqualTo(expected.decision());
            });
  }

  /** Asserts that no revision is told twice, and none is left out. */
  void verifyRevisions() {
    revisions.forEach(
        (key, told) ->
            assertThat(told)
                .as(key)
                .isEqualTo(IntStream.rangeClosed(1, told.size()).boxed().toList()));
  }

  private static Verdict later(Verdict a, Verdict b) {
    return a.revision() >= b.revision() ? a : b;
  }
}
