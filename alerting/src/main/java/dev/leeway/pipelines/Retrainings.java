package dev.leeway.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.outbox.Dispatch;
import dev.leeway.outbox.Outbox;
import dev.leeway.outbox.TopicReplay;
import dev.leeway.wire.Undecodable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
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

  private static final ObjectMapper JSON = new ObjectMapper();

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

  /**
   * A request, and what was told of it.
   *
   * @param report the newest; empty while nothing was told
   */
  public record Retraining(
      Dispatch request, Optional<Report> report, Optional<Instant> reportedAt) {

    public Retraining {
      requireNonNull(request, "request");
      requireNonNull(report, "report");
      requireNonNull(reportedAt, "reportedAt");
    }

    /** What was asked of the pipeline, as JSON: docs/retraining.md tells what is in it. */
    public ObjectNode manifest() {
      return Manifest.of(request).data();
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
   * Every request that the outbox remembers, the newest first.
   *
   * @throws KafkaException if the outbox cannot be read now
   */
  public List<Retraining> all() {
    Map<String, Dispatch> known = known(id -> true);
    return known.values().stream()
        .filter(Retrainings::isRequest)
        .sorted(Dispatch.BY_AGE.reversed())
        .map(request -> retraining(request, Optional.ofNullable(known.get(request.id() + SUFFIX))))
        .toList();
  }

  /**
   * Takes what a pipeline tells.
   *
   * @throws KafkaException if the outbox cannot be read or written now
   */
  public synchronized Taken report(String triggerId, Report report) throws InterruptedException {
    Map<String, Dispatch> known =
        known(id -> id.equals(triggerId) || id.equals(triggerId + SUFFIX));
    Dispatch request = known.get(triggerId);
    if (request == null || !isRequest(request)) return Taken.UNKNOWN;
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

  private static boolean isRequest(Dispatch dispatch) {
    return !dispatch.message().topic().policy().isEmpty();
  }

  private static Retraining retraining(Dispatch request, Optional<Dispatch> report) {
    return new Retraining(
        request, report.map(Retrainings::report), report.map(Dispatch::createdAt));
  }

  private static Report report(Dispatch report) {
    try {
      JsonNode body = JSON.readTree(report.message().body());
      return new Report(
          stage(report),
          body.path("version").asText(),
          body.path("referenceId").asText(),
          body.path("note").asText());
    } catch (JsonProcessingException e) {
      throw new KafkaException("the outbox holds what is no report: " + report.id());
    }
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

  /** Requests and reports of those ids, as far as they are there. */
  private Map<String, Dispatch> known(Predicate<String> wanted) {
    Map<String, Dispatch> known = new HashMap<>();
    new TopicReplay(outbox.kafka())
        .read(
            outbox.topic(),
            record -> {
              String id = new String(record.key(), UTF_8);
              if (!wanted.test(id)) return;
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
