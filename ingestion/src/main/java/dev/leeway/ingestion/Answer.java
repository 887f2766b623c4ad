package dev.leeway.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/**
 * What a client is told.
 *
 * @param headers further ones
 */
record Answer(int status, String contentType, String body, Map<String, String> headers) {

  private static final JsonFactory JSON = new JsonFactory();
  private static final String PROBLEM = "application/problem+json";

  /** Seconds; a place frees as soon as Kafka answers, which takes milliseconds. */
  private static final String RETRY_WHEN_BUSY = "1";

  /** Seconds; about what a broker needs to hand its partitions to another. */
  private static final String RETRY_WHEN_AWAY = "5";

  /** All events are kept. */
  static Answer accepted(int events) {
    String body = write(json -> json.writeNumberField("accepted", events));
    return new Answer(202, "application/json", body, Map.of());
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
    return new Answer(207, "application/json", body, Map.of());
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
    return new Answer(code.status(), PROBLEM, body, headers(code));
  }

  /** Puts the answer into the response. */
  void send(Context ctx) {
    headers.forEach(ctx::header);
    ctx.status(status).contentType(contentType).result(body);
  }

  /**
   * Sends the answer at once, while the client may still be sending its body.
   *
   * @throws IOException if the client is gone
   */
  void sendNow(Context ctx) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    headers.forEach(ctx::header);
    ctx.status(status).contentType(contentType);
    ctx.res().setContentLength(bytes.length);
    ctx.res().getOutputStream().write(bytes);
    ctx.res().flushBuffer();
  }

  private static Map<String, String> headers(ProblemCode code) {
    return switch (code) {
      case TOO_BUSY -> Map.of("Retry-After", RETRY_WHEN_BUSY);
      case LOG_UNAVAILABLE -> Map.of("Retry-After", RETRY_WHEN_AWAY);
      // RFC 7694 wants it here and forbids it with a 415 for any other reason.
      case UNSUPPORTED_ENCODING -> Map.of("Accept-Encoding", "gzip");
      // The rest of a body that is too long is not read, so no other request can follow it.
      case BODY_TOO_LARGE -> Map.of("Connection", "close");
      default -> Map.of();
    };
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
