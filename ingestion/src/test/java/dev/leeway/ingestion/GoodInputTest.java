package dev.leeway.ingestion;

import static dev.leeway.ingestion.Gateway.JSON;
import static dev.leeway.ingestion.Gateway.LABELS;
import static dev.leeway.ingestion.Gateway.NOON;
import static dev.leeway.ingestion.Gateway.PREDICTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.eventlog.Decoded;
import dev.leeway.eventlog.EventKind;
import dev.leeway.schemas.avro.LabelRecord;
import dev.leeway.schemas.avro.PredictionRecord;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoodInputTest {

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

  @Test
  void prediction_isStoredAsSent() {
    HttpResponse<String> response =
        gateway.post(
            PREDICTIONS,
            JSON,
            """
            {"features": {"distance": 1846, "ratio": -0.5, "carrier": "AA \\u20ac \\ud83d\\ude00",
              "cancelled": false, "gate": null, "embedding": [0.5, -1, 2e3], "none": []},
             "id": "AA-1/2001 ~", "model": "flight-delay", "version": "1",
             "eventTime": "2026-03-01T12:30:00.123456+01:00", "entity": "N-42",
             "tags": {"country": "DE"},
             "output": {"probability": 0.25, "class": "late"}}
            """);

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.body()).isEqualTo("{\"accepted\":1}");
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    Map<String, Object> features = new HashMap<>();
    features.put("distance", 1846L);
    features.put("ratio", -0.5);
    features.put("carrier", "AA € 😀");
    features.put("cancelled", false);
    features.put("gate", null);
    features.put("embedding", Arrays.asList(0.5f, -1f, 2000f));
    features.put("none", List.of());
    PredictionRecord expected =
        new PredictionRecord(
            "AA-1/2001 ~",
            "flight-delay",
            "1",
            Instant.parse("2026-03-01T11:30:00.123Z"),
            "N-42",
            Map.of("country", "DE"),
            features,
            Map.of("probability", 0.25, "class", "late"));
    assertThat(gateway.log.kinds()).containsExactly(EventKind.PREDICTION);
    assertThat(stored()).isEqualTo(expected);
    assertThat(gateway.log.events().get(0).key()).asString().isEqualTo("AA-1/2001 ~");
  }

  @Test
  void prediction_mayLeaveOutWhatIsOptional() {
    post("{'id':'a','model':'churn','version':'2','features':{},'output':{}}");

    assertThat(stored())
        .isEqualTo(
            new PredictionRecord("a", "churn", "2", NOON, null, Map.of(), Map.of(), Map.of()));
  }

  @Test
  void prediction_takesNullForWhatIsOptional() {
    post(
        "{'id':'a','model':'churn','version':'2','eventTime':null,'entity':null,'tags':null,"
            + "'features':{},'output':{}}");

    assertThat(stored())
        .isEqualTo(
            new PredictionRecord("a", "churn", "2", NOON, null, Map.of(), Map.of(), Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "9223372036854775807, java.lang.Long, 9223372036854775807",
        "-9223372036854775808, java.lang.Long, -9223372036854775808",
        "-0, java.lang.Long, 0",
        "-0.0, java.lang.Double, -0.0",
        "1.0, java.lang.Double, 1.0",
        "1E2, java.lang.Double, 100.0",
        "4.9e-324, java.lang.Double, 4.9E-324",
        "1e-400, java.lang.Double, 0.0",
        "1.7976931348623157e308, java.lang.Double, 1.7976931348623157E308",
        "true, java.lang.Boolean, true",
        "`\"NaN\"`, java.lang.String, NaN",
        "`\"\\u0000\"`, java.lang.String, `\u0000`",
      })
  void column_keepsTheValueAndItsType(String json, Class<?> type, String value) {
    post("{'id':'a','model':'churn','version':'2','features':{'x':" + json + "},'output':{}}");

    assertThat(stored().getFeatures().get("x")).isInstanceOf(type).hasToString(value);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"0.75, 0.75", "3, 3", "true, true", "`\"late\"`, late"})
  void output_maybeASingleValue(String json, String value) {
    post("{'id':'a','model':'churn','version':'2','features':{},'output':" + json + "}");

    assertThat(stored().getOutput()).containsOnlyKeys("prediction");
    assertThat(stored().getOutput().get("prediction")).hasToString(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1772366400000",
        "'2026-03-01T12:00:00Z'",
        "'2026-03-01T12:00Z'",
        "'2026-03-01t12:00:00.000z'",
        "'2026-03-01T17:45:00+05:45'",
      })
  void eventTime_maybeIsoOrMilliseconds(String json) {
    post(
        "{'id':'a','model':'churn','version':'2','eventTime':"
            + json
            + ",'features':{},'output':{}}");

    assertThat(stored().getEventTime()).isEqualTo(NOON);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-29T12:00:00Z", // 31 d before
    "2026-03-01T12:05:00Z" // 5 min after
  })
  void eventTime_maybeAtTheEdgeOfWhatTheMonitorAdmits(Instant at) {
    post(
        "{'id':'a','model':'churn','version':'2','eventTime':'"
            + at
            + "','features':{},'output':{}}");

    assertThat(stored().getEventTime()).isEqualTo(at);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "true, java.lang.Boolean, true",
        "3, java.lang.Long, 3",
        "2.5, java.lang.Double, 2.5",
        "`\"late\"`, java.lang.String, late"
      })
  void label_isStoredAsSent(String json, Class<?> type, String value) {
    HttpResponse<String> response =
        gateway.post(
            LABELS,
            JSON,
            "{\"predictionId\":\"a\",\"model\":\"churn\",\"labelTime\":\"2026-02-28T00:00:00Z\","
                + "\"value\":"
                + json
                + "}");

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(gateway.log.kinds()).containsExactly(EventKind.LABEL);
    LabelRecord label = Decoded.label(gateway.log.events().get(0));
    assertThat(label.getPredictionId()).isEqualTo("a");
    assertThat(label.getModel()).isEqualTo("churn");
    assertThat(label.getLabelTime()).isEqualTo(Instant.parse("2026-02-28T00:00:00Z"));
    assertThat(label.getValue()).isInstanceOf(type).hasToString(value);
  }

  @Test
  void label_mayNameThePredictionById() {
    gateway.post(LABELS, JSON, "{\"id\":\"a\",\"model\":\"churn\",\"value\":1}");

    LabelRecord label = Decoded.label(gateway.log.events().get(0));
    assertThat(label).isEqualTo(new LabelRecord("a", "churn", 1L, NOON));
  }

  @Test
  void accepted_isCountedByTopic() {
    double before = accepted();
    post("{'id':'a','model':'churn','version':'2','features':{},'output':{}}");

    assertThat(accepted() - before).isEqualTo(1);
    assertThat(
            gateway
                .meters
                .get("leeway.ingest.requests")
                .tags("route", "predictions", "code", "202")
                .timer()
                .count())
        .isPositive();
  }

  private static double accepted() {
    return gateway
        .meters
        .find("leeway.ingest.accepted")
        .tag("topic", "predictions")
        .counters()
        .stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  private static void post(String json) {
    HttpResponse<String> response = gateway.post(PREDICTIONS, JSON, json.replace('\'', '"'));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
  }

  private static PredictionRecord stored() {
    return Decoded.prediction(gateway.log.events().get(0));
  }
}
