package dev.leeway.app.api;

import io.javalin.http.Context;
import java.util.List;

/**
 * Why a question has no answer, as RFC 9457 wants it told.
 *
 * @param code stable, in lower case with underscores
 * @param title what the code means; the same for every request
 * @param detail what it means for this request, without the values that were sent
 */
record Problem(int status, String code, String title, String detail, List<Fault> faults) {

  private static final String TYPE = "application/problem+json";

  Problem {
    faults = List.copyOf(faults);
  }

  static Problem badParameters(List<Fault> faults) {
    String detail =
        faults.size() == 1
            ? faults.get(0).path() + ": " + faults.get(0).detail()
            : faults.size() + " parameters are wrong";
    return new Problem(400, "bad_parameter", "Bad query parameter", detail, faults);
  }

  static Problem unknown(String what) {
    return new Problem(
        404, "unknown_" + what, "Unknown " + what, "there is no such " + what, List.of());
  }

  /** Passing; the client is told to come back. */
  static Problem unavailable(String code, String title, String detail) {
    return new Problem(503, code, title, detail, List.of());
  }

  void send(Context ctx) {
    if (status == 503) ctx.header("Retry-After", "1");
    JsonAnswer.send(
        ctx.status(status),
        TYPE,
        json -> {
          json.writeStringField("type", "urn:leeway:problem:" + code);
          json.writeStringField("title", title);
          json.writeNumberField("status", status);
          json.writeStringField("detail", detail);
          json.writeStringField("code", code);
          json.writeArrayFieldStart("errors");
          for (Fault fault : faults) {
            json.writeStartObject();
            json.writeStringField("path", fault.path());
            json.writeStringField("code", code);
            json.writeStringField("detail", fault.detail());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  /**
   * One thing wrong with a question.
   *
   * @param path the parameter, for example {@code ?limit}
   * @param detail what would be right
   */
  record Fault(String path, String detail) {}

  /** Ends the handling of a request that cannot be answered. */
  static final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    Refusal(Problem problem) {
      super(problem.detail());
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }
}
