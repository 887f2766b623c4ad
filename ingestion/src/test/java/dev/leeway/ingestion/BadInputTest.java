package dev.leeway.ingestion;

import static dev.leeway.ingestion.Gateway.JSON;
import static dev.leeway.ingestion.Gateway.LABELS;
import static dev.leeway.ingestion.Gateway.PREDICTIONS;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not be stored, and what its sender is told. Single quotes stand for double ones. */
class BadInputTest {

  private static Gateway gateway;

  @BeforeAll
  static void start() {
    gateway = new Gateway();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void reset() {
    gateway.log.reset();
  }

  static Stream<Arguments> predictions() {
    String longName = "n".repeat(129);
    return Stream.of(
        bad("", "empty_body", ""),
        bad("  ", "empty_body", ""),
        bad("null", "wrong_type", ""),
        bad("1", "wrong_type", ""),
        bad("'x'", "wrong_type", ""),
        bad("[]", "array_not_accepted", ""),
        bad("[" + event() + "]", "array_not_accepted", ""),
        bad("{", "malformed_json", ""),
        bad("{'id':}", "malformed_json", "/id"),
        bad("{'id' 'a'}", "malformed_json", "/id"),
        bad("{id:'a'}", "malformed_json", ""),
        bad("{'id':'a',}", "malformed_json", "/id"),
        bad("{'id':'a' /* no */}", "malformed_json", "/id"),
        bad("\ufeff" + event(), "malformed_json", ""),
        bad("\u0000" + event(), "malformed_json", ""),
        bad(event() + "x", "malformed_json", ""),
        bad(event() + event(), "malformed_json", ""),
        bad(event() + ",", "malformed_json", ""),
        bad("{'features':{'x':tru}}", "malformed_json", "/features/x"),
        bad("{'features':{'x':01}}", "malformed_json", "/features/x"),
        bad("{'features':{'x':1.}}", "malformed_json", "/features/x"),
        bad("{'features':{'x':.5}}", "malformed_json", "/features/x"),
        bad("{'features':{'x':+1}}", "malformed_json", "/features/x"),
        bad("{'features':{'x':0x1}}", "malformed_json", "/features/x"),
        bad("{'features':{'x':'a\nb'}}", "malformed_json", "/features/x"),
        bad("{'features':{'x':'\\q'}}", "malformed_json", "/features/x"),
        bad("[".repeat(100_000), "array_not_accepted", ""),
        bad("{'features':{'x':" + "[".repeat(100_000), "too_deep", "/features/x"),
        bad("{'a':".repeat(1_000), "too_deep", "/a/a/a/a/a/a/a/a"),
        bad("{'a b':{'c':{'d':tru}}}", "malformed_json", ""),
        bad(event("'id':'b'"), "duplicate_field", "/id"),
        bad(event("'note':'x'"), "unknown_field", "/note"),
        bad("{'model':'churn','version':'1','features':{},'output':1}", "missing_field", "/id"),
        bad("{'id':'a','version':'1','features':{},'output':1}", "missing_field", "/model"),
        bad("{'id':'a','model':'churn','features':{},'output':1}", "missing_field", "/version"),
        bad("{'id':'a','model':'churn','version':'1','output':1}", "missing_field", "/features"),
        bad("{'id':'a','model':'churn','version':'1','features':{}}", "missing_field", "/output"),
        bad(with("id", "1"), "wrong_type", "/id"),
        bad(with("id", "null"), "wrong_type", "/id"),
        bad(with("id", "{'a':[1]}"), "wrong_type", "/id"),
        bad(with("id", "''"), "bad_id", "/id"),
        bad(with("id", "'a\\nb'"), "bad_id", "/id"),
        bad(with("id", "'ä'"), "bad_id", "/id"),
        bad(with("id", "'" + "i".repeat(129) + "'"), "bad_id", "/id"),
        bad(with("id", "'" + "i".repeat(2_000) + "'"), "string_too_long", "/id"),
        bad(with("model", "'nobody'"), "unknown_model", "/model"),
        bad(with("model", "''"), "unknown_model", "/model"),
        bad(with("model", "7"), "wrong_type", "/model"),
        bad(with("version", "'a b'"), "bad_name", "/version"),
        bad(with("version", "'__v'"), "bad_name", "/version"),
        bad(with("version", "2"), "wrong_type", "/version"),
        bad(event("'entity':3"), "wrong_type", "/entity"),
        bad(event("'entity':'\\ud800'"), "invalid_unicode", "/entity"),
        bad(event("'tags':[]"), "wrong_type", "/tags"),
        bad(event("'tags':{'a':1}"), "wrong_type", "/tags/a"),
        bad(event("'tags':{'a':null}"), "wrong_type", "/tags/a"),
        bad(event("'tags':{'a':'1','a':'2'}"), "duplicate_field", "/tags/a"),
        bad(event("'tags':{'a b':'1'}"), "bad_name", "/tags"),
        bad(with("features", "null"), "wrong_type", "/features"),
        bad(with("features", "[1]"), "wrong_type", "/features"),
        bad(with("output", "null"), "wrong_type", "/output"),
        bad(with("output", "[0.1,0.9]"), "wrong_type", "/output"),
        bad(with("output", "1e400"), "number_out_of_range", "/output"),
        bad(feature("{'y':1}"), "wrong_type", "/features/x"),
        bad(feature("[1,'2']"), "wrong_type", "/features/x"),
        bad(feature("[1,null]"), "wrong_type", "/features/x"),
        bad(feature("[[1],[2]]"), "wrong_type", "/features/x"),
        bad(feature("[1e39]"), "number_out_of_range", "/features/x"),
        bad(feature("1e400"), "number_out_of_range", "/features/x"),
        bad(feature("-1e400"), "number_out_of_range", "/features/x"),
        bad(feature("1E999999999"), "number_out_of_range", "/features/x"),
        bad(feature("NaN"), "number_out_of_range", "/features/x"),
        bad(feature("Infinity"), "number_out_of_range", "/features/x"),
        bad(feature("-Infinity"), "number_out_of_range", "/features/x"),
        bad(feature("9223372036854775808"), "number_out_of_range", "/features/x"),
        bad(feature("-9223372036854775809"), "number_out_of_range", "/features/x"),
        bad(feature("1".repeat(10_000)), "number_out_of_range", "/features/x"),
        bad(feature("0." + "1".repeat(10_000)), "number_out_of_range", "/features/x"),
        bad(feature("'" + "é".repeat(513) + "'"), "string_too_long", "/features/x"),
        bad(feature("'\\udc00'"), "invalid_unicode", "/features/x"),
        bad(feature("'\\udc00\\ud800'"), "invalid_unicode", "/features/x"),
        bad(with("features", "{'':1}"), "bad_name", "/features"),
        bad(with("features", "{'a\\nb':1}"), "bad_name", "/features"),
        bad(with("features", "{'a\\u202eb':1}"), "bad_name", "/features"),
        bad(with("features", "{'a{b}':1}"), "bad_name", "/features"),
        bad(with("features", "{'__other__':1}"), "bad_name", "/features"),
        bad(with("features", "{'" + longName + "':1}"), "bad_name", "/features"),
        bad(with("features", "{'a/b':1,'a/b':1}"), "duplicate_field", "/features/a~1b"),
        bad(with("features", fields(1_025)), "too_many_fields", "/features"),
        bad(with("output", fields(1_024)), "too_many_fields", "/output"));
  }

  @ParameterizedTest
  @MethodSource("predictions")
  void prediction_isRefusedWithCodeAndPath(String body, String code, String path) {
    HttpResponse<String> response = gateway.post(PREDICTIONS, JSON, body.replace('\'', '"'));

    assertRefused(response, code, path);
  }

  static Stream<Arguments> times() {
    return Stream.of(
        bad("'yesterday'", "invalid_time", "zone"),
        bad("''", "invalid_time", "zone"),
        bad("'2026-03-01'", "invalid_time", "zone"),
        bad("'2026-03-01T12:00:00'", "invalid_time", "zone"),
        bad("'2026-02-30T12:00:00Z'", "invalid_time", ""),
        bad("'2026-03-01T24:00:00Z'", "invalid_time", ""),
        bad("'2026-03-01T12:00:60Z'", "invalid_time", ""),
        bad("'1772366400000'", "invalid_time", "as a whole number"),
        bad("'+999999999-01-01T00:00:00Z'", "invalid_time", "beyond"),
        bad("'+10000-01-01T00:00:00Z'", "event_time_out_of_range", "PT744H before"),
        bad("'2099-01-01T00:00:00Z'", "event_time_out_of_range", "PT5M after"),
        bad("'1999-01-01T00:00:00Z'", "event_time_out_of_range", "PT744H before"),
        bad("'2026-03-01T12:05:00.001Z'", "event_time_out_of_range", "PT5M after"),
        bad("'2026-01-29T11:59:59.999Z'", "event_time_out_of_range", "PT744H before"),
        bad("0", "event_time_out_of_range", "PT744H before"),
        bad("-1", "event_time_out_of_range", "PT744H before"),
        bad("1772366400", "event_time_out_of_range", "looks like seconds"),
        bad("1772366400000000", "event_time_out_of_range", "looks like microseconds"),
        bad("1772366400000000000", "event_time_out_of_range", "looks like nanoseconds"),
        bad("9223372036854775807", "event_time_out_of_range", "PT5M after"),
        bad("9223372036854775808", "number_out_of_range", "64 bits"),
        bad("1772366400000.5", "wrong_type", "whole number"),
        bad("true", "wrong_type", ""),
        bad("{}", "wrong_type", ""));
  }

  @ParameterizedTest
  @MethodSource("times")
  void eventTime_isRefusedWithAHint(String time, String code, String hint) {
    String json = event("'eventTime':" + time).replace('\'', '"');
    HttpResponse<String> response = gateway.post(PREDICTIONS, JSON, json);

    assertRefused(response, code, "/eventTime");
    assertThat(Gateway.json(response).at("/errors/0/detail").asText()).contains(hint);
  }

  static Stream<Arguments> labels() {
    return Stream.of(
        bad("{'model':'churn','value':1}", "missing_field", "/predictionId"),
        bad("{'predictionId':'a','value':1}", "missing_field", "/model"),
        bad("{'predictionId':'a','model':'churn'}", "missing_field", "/value"),
        bad("{'predictionId':'a','id':'a','model':'churn','value':1}", "duplicate_field", "/id"),
        bad("{'predictionId':'\\u0007','model':'churn','value':1}", "bad_id", "/predictionId"),
        bad("{'predictionId':'a','model':'nobody','value':1}", "unknown_model", "/model"),
        bad("{'predictionId':'a','model':'churn','value':null}", "wrong_type", "/value"),
        bad("{'predictionId':'a','model':'churn','value':[1]}", "wrong_type", "/value"),
        bad("{'predictionId':'a','model':'churn','value':{}}", "wrong_type", "/value"),
        bad("{'predictionId':'a','model':'churn','value':1e400}", "number_out_of_range", "/value"),
        bad("{'predictionId':'a','model':'churn','value':NaN}", "number_out_of_range", "/value"),
        bad(
            "{'predictionId':'a','model':'churn','value':99999999999999999999}",
            "number_out_of_range",
            "/value"),
        bad(
            "{'predictionId':'a','model':'churn','value':1,'labelTime':4102444800000}",
            "event_time_out_of_range",
            "/labelTime"),
        bad(
            "{'predictionId':'a','model':'churn','value':1,'version':'1'}",
            "unknown_field",
            "/version"));
  }

  @ParameterizedTest
  @MethodSource("labels")
  void label_isRefusedWithCodeAndPath(String body, String code, String path) {
    HttpResponse<String> response = gateway.post(LABELS, JSON, body.replace('\'', '"'));

    assertRefused(response, code, path);
  }

  static Stream<Arguments> notUtf8() {
    String umlaut = event("'entity':'ü'");
    String mark = event("'entity':'@@'");
    return Stream.of(
        Arguments.of("Latin-1", umlaut.getBytes(ISO_8859_1), "invalid_unicode"),
        Arguments.of("UTF-16", umlaut.getBytes(UTF_16), "invalid_unicode"),
        Arguments.of("overlong", patched(mark, 0xc0, 0xaf), "invalid_unicode"),
        Arguments.of("lone continuation", patched(mark, 0x80, 'x'), "invalid_unicode"),
        Arguments.of(
            "surrogate", patched(event("'entity':'@@@'"), 0xed, 0xa0, 0x80), "invalid_unicode"),
        Arguments.of("cut", new byte[] {'{', (byte) 0xc3}, "invalid_unicode"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("notUtf8")
  void prediction_isRefusedWhenItIsNotUtf8(String what, byte[] body, String code) {
    assertRefused(gateway.send(gateway.request(PREDICTIONS, JSON, body)), code, "");
  }

  @Test
  void prediction_isToldAllItsErrorsAtOnce() {
    HttpResponse<String> response =
        gateway.post(
            PREDICTIONS,
            JSON,
            "{\"id\":\"\",\"model\":\"nobody\",\"features\":{\"x\":1e400,\"y\":{}},\"output\":1}");

    JsonNode problem = Gateway.json(response);
    assertThat(problem.at("/errors").findValuesAsText("path"))
        .containsExactly("/id", "/model", "/features/x", "/features/y", "/version");
    assertThat(problem.at("/code").asText()).isEqualTo("bad_id");
    assertThat(problem.at("/detail").asText())
        .isEqualTo("/id: " + problem.at("/errors/0/detail").asText());
    assertThat(problem.at("/errors/1/detail").asText()).endsWith("there are churn, flight-delay");
  }

  @Test
  void problem_hasTheFormOfRfc9457() {
    HttpResponse<String> response = gateway.post(PREDICTIONS, JSON, "{");

    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = Gateway.json(response);
    assertThat(problem.at("/type").asText()).isEqualTo("urn:leeway:problem:malformed_json");
    assertThat(problem.at("/title").asText()).isEqualTo("Not valid JSON");
    assertThat(problem.at("/status").asInt()).isEqualTo(400);
    assertThat(problem.at("/detail").asText()).isEqualTo("not valid JSON at column 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":secret}",
        "{\"id\":\"\\ud800secret\"}",
        "{\"se cret\":1}",
        "{\"model\":\"secret\"}",
        "{\"eventTime\":\"secret\"}",
        "{\"features\":{\"se cret\":1}}"
      })
  void problem_neverRepeatsWhatWasSent(String body) {
    assertThat(gateway.post(PREDICTIONS, JSON, body).body()).doesNotContain("cret");
  }

  @Test
  void errors_areListedUpToAHundred() {
    String columns =
        IntStream.range(0, 150)
            .mapToObj(i -> "\"x" + i + "\":{}")
            .collect(Collectors.joining(",", "{", "}"));
    HttpResponse<String> response =
        gateway.post(PREDICTIONS, JSON, with("features", columns).replace('\'', '"'));

    assertThat(Gateway.json(response).at("/errors")).hasSize(100);
  }

  @Test
  void names_thatCollideAreReadInNoTime() {
    long start = System.nanoTime();
    HttpResponse<String> response =
        gateway.post(PREDICTIONS, JSON, with("features", colliding(14)).replace('\'', '"'));

    assertRefused(response, "too_many_fields", "/features");
    // 16,384 names of one hash code: comparing each with all before it would take longer.
    assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
  }

  @Test
  void rejected_isCountedByReason() {
    gateway.post(PREDICTIONS, JSON, with("model", "\"nobody\"").replace('\'', '"'));

    assertThat(
            gateway
                .meters
                .get("leeway.ingest.rejected")
                .tag("reason", "unknown_model")
                .counter()
                .count())
        .isPositive();
  }

  private static void assertRefused(HttpResponse<String> response, String code, String path) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    JsonNode problem = Gateway.json(response);
    assertThat(problem.at("/code").asText()).as(response.body()).isEqualTo(code);
    assertThat(problem.at("/errors/0/code").asText()).isEqualTo(code);
    assertThat(problem.at("/errors/0/path").asText()).isEqualTo(path);
    assertThat(gateway.log.events()).isEmpty();
  }

  private static Arguments bad(String json, String code, String path) {
    return Arguments.of(json, code, path);
  }

  private static String event(String... more) {
    return "{'id':'a','model':'churn','version':'1','features':{'x':1},'output':{'p':0.5}"
        + Stream.of(more).map(field -> "," + field).collect(Collectors.joining())
        + "}";
  }

  /** A good event but for one field. */
  private static String with(String field, String value) {
    List<String> fields = new ArrayList<>();
    String[][] good = {
      {"id", "'a'"},
      {"model", "'churn'"},
      {"version", "'1'"},
      {"features", "{'x':1}"},
      {"output", "1"}
    };
    for (String[] pair : good) {
      fields.add("'" + pair[0] + "':" + (pair[0].equals(field) ? value : pair[1]));
    }
    return "{" + String.join(",", fields) + "}";
  }

  private static String feature(String value) {
    return with("features", "{'x':" + value + "}");
  }

  private static String fields(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "'f" + i + "':1")
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** 2^bits names of equal hash code, from the pair that Java's String hash cannot tell apart. */
  private static String colliding(int bits) {
    return IntStream.range(0, 1 << bits)
        .mapToObj(
            i ->
                IntStream.range(0, bits)
                    .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB")
                    .collect(Collectors.joining("", "'", "':1")))
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** The JSON with its @ replaced by the given bytes. */
  private static byte[] patched(String json, int... bytes) {
    byte[] body = json.replace('\'', '"').getBytes(ISO_8859_1);
    int at = json.indexOf('@');
    for (int i = 0; i < bytes.length; i++) {
      body[at + i] = (byte) bytes[i];
    }
    return body;
  }
}
