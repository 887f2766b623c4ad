package dev.leeway.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.outbox.Dispatch;
import dev.leeway.outbox.Outbox;
import dev.leeway.outbox.TopicReplay;
import dev.leeway.wire.Undecodable;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * What has become of retrainings, as the pipelines tell. A report is a record of its own in the
 * outbox, beside the request, under the request's id and {@link #SUFFIX}. Safe for many threads.
 */
public final class Retrainings {

  /** Behind the request's id in the key of its report. */
  public static final String SUFFIX = "/report";

  private static final String TYPE = "dev.leeway.retraining.";

  private final Outbox outbox;
  private final InstantSource clock;

  public Retrainings(Outbox outbox, InstantSource clock) {
    this.outbox = requireNonNull(outbox, "outbox");
    this.clock = requireNonNull(clock, "clock");
  }

  /** How far a pipeline has come. */
  public enum Stage {
    STARTED,
    FINISHED,
    FAILED;

    /** As pipelines write it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    boolean isEnd() {
      return this != STARTED;
    }
  }

  /**
   * What a pipeline tells.
   *
   * @param version of the model that came of it; empty if none did
   * @param referenceId of that version's reference; empty if it tells none
   * @param note for people; empty for none
   */
  public record Report(Stage stage, String version, String referenceId, String note) {

    /**
     * @throws IllegalArgumentException if a version came of what did not finish
     */
    public Report {
      requireNonNull(stage, "stage");
      requireNonNull(referenceId, "referenceId");
      requireNonNull(note, "note");
      if (!version.isEmpty() && stage != Stage.FINISHED) {
        throw new IllegalArgumentException("version: only of a retraining that finished");
      }
    }
  }

  /** What became of a report. */
  public enum Taken {
    RECORDED,
    /** It tells nothing new: the same once more, or an earlier stage that came late. */
    IGNORED,
    /** Nobody asked for such a retraining. */
    UNKNOWN,
    /** The retraining has ended otherwise. */
    CONTRADICTS
  }

  /**
   * Takes what a pipeline tells.
   *
   * @throws KafkaException if the outbox cannot be read or written now
   */
  public synchronized Taken report(String triggerId, Report report) throws InterruptedException {
    Map<String, Dispatch> known = known(triggerId);
    Dispatch request = known.get(triggerId);
    if (request == null || request.message().topic().policy().isEmpty()) return Taken.UNKNOWN;
    Optional<Stage> before =
        Optional.ofNullable(known.get(triggerId + SUFFIX)).map(Retrainings::stage);
    if (before.isPresent() && before.get().isEnd()) {
      boolean contradicts = report.stage().isEnd() && report.stage() != before.get();
      return contradicts ? Taken.CONTRADICTS : Taken.IGNORED;
    }
    if (before.isPresent() && before.get() == report.stage()) return Taken.IGNORED;
    write(record(request, report));
    return Taken.RECORDED;
  }

  private static Stage stage(Dispatch report) {
    return Stage.valueOf(report.message().type().substring(TYPE.length()).toUpperCase(Locale.ROOT));
  }

  private Dispatch record(Dispatch request, Report report) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("stage", report.stage().key());
    body.put("version", report.version());
    body.put("referenceId", report.referenceId());
    body.put("note", report.note());
    Dispatch.Topic about = request.message().topic();
    // Without a policy: a report is no request, and counts in no cooldown.
    Dispatch.Topic topic =
        new Dispatch.Topic(
            about.model(), about.fingerprint(), about.episode(), "", about.eventTime());
    return new Dispatch(
        request.id() + SUFFIX,
        new Dispatch.Message(request.target(), TYPE + report.stage().key(), body.toString(), topic),
        Dispatch.State.DELIVERED,
        0,
        "reported",
        clock.instant(),
        request.sequence());
  }

  /** The request and its report, as far as they are there. */
  private Map<String, Dispatch> known(String triggerId) {
    Map<String, Dispatch> known = new HashMap<>();
    new TopicReplay(outbox.kafka())
        .read(
            outbox.topic(),
            record -> {
              String id = new String(record.key(), UTF_8);
              if (!id.equals(triggerId) && !id.equals(triggerId + SUFFIX)) return;
              known.remove(id);
              if (record.value() == null) return;
              try {
                known.put(id, outbox.wire().decode(record.value()));
              } catch (Undecodable e) {
                throw new KafkaException("the outbox holds what is no message: " + e.getMessage());
              }
            });
    return known;
  }

  private void write(Dispatch report) throws InterruptedException {
    try (Producer<byte[], byte[]> producer = outbox.kafka().plain()) {
      producer
          .send(
              new ProducerRecord<>(
                  outbox.topic(), report.id().getBytes(UTF_8), outbox.wire().encode(report)))
          .get();
    } catch (ExecutionException e) {
      throw new KafkaException(
          "not written: " + Objects.requireNonNullElse(e.getCause(), e).getMessage());
    }
  }
}
