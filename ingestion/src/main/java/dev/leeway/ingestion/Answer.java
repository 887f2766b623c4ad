package dev.leeway.ingestion;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;

/**
 * What a client is told.
 *
 * @param retryAfter zero if sending the same again makes no sense
 */
record Answer(int status, String contentType, String body, Duration retryAfter) {

  private static final JsonFactory JSON = new JsonFactory();
  private static final String PROBLEM = "application/problem+json";

  /** A place frees as soon as Kafka answers, which takes milliseconds. */
  private static final Duration WHEN_BUSY = Duration.ofSeconds(1);

  /** About what a broker needs to hand its partitions to another. */
  private static final Duration WHEN_AWAY = Duration.ofSeconds(5);

  /** All events are kept. */
  static Answer accepted(int events) {
    String body = write(json -> json.writeNumberField("accepted", events));
    return new Answer(202, "application/json", body, Duration.ZERO);
  }

  /** Some events are kept, the others have flaws. */
  static Answer partly(int events, Flaws flaws) {
    String body =
        write(
            json -> {
              json.writeNumberField("accepted", events);
              json.writeNumberField("rejected", flaws.events());
              writeFlaws(flaws.listed(), json);
            });
    return new Answer(207, "application/json", body, Duration.ZERO);
  }

  /** Nothing is kept, or nobody knows. */
  static Answer problem(Problem problem) {
    ProblemCode code = problem.code();
    String body =
        write(
            json -> {
              json.writeStringField("type", "urn:leeway:problem:" + code.code());
              json.writeStringField("title", code.title());
              json.writeNumberField("status", code.status());
              json.writeStringField("detail", problem.detail());
              json.writeStringField("code", code.code());
              writeFlaws(problem.flaws(), json);
            });
    return new Answer(code.status(), PROBLEM, body, retryAfter(code));
  }

  /** Puts the answer into the response. */
  void send(Context ctx) {
    if (!retryAfter.isZero()) ctx.header("Retry-After", Long.toString(retryAfter.toSeconds()));
    if (status == ProblemCode.UNSUPPORTED_MEDIA_TYPE.status())
      ctx.header("Accept-Encoding", "gzip");
    // The rest of a body that is too long is not read, so no other request can follow it.
    if (status == ProblemCode.BODY_TOO_LARGE.status()) ctx.header("Connection", "close");
    ctx.status(status).contentType(contentType).result(body);
  }

  private static Duration retryAfter(ProblemCode code) {
    if (code == ProblemCode.TOO_BUSY) return WHEN_BUSY;
    return code == ProblemCode.LOG_UNAVAILABLE ? WHEN_AWAY : Duration.ZERO;
  }

  /** The fields of one object. */
  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private static String write(Fields fields) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new AssertionError("writing to memory failed", e);
    }
    return out.toString();
  }

  private static void writeFlaws(List<Flaw> flaws, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("errors");
    for (Flaw flaw : flaws) {
      json.writeStartObject();
      json.writeStringField("path", flaw.path());
      json.writeStringField("code", flaw.code().code());
      json.writeStringField("detail", flaw.detail());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
