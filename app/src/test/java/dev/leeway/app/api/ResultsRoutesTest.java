package dev.leeway.app.api;

import static dev.leeway.app.api.ApiServer.encoded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.schemas.avro.AlertRecord;
import dev.leeway.schemas.avro.AlertState;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsRoutesTest {

  @TempDir Path directory;
  private ApiServer api;

  @BeforeEach
  void start() {
    api = new ApiServer(directory);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void models_tellWhatDriftedSinceWhenAndHowFar() throws Exception {
    api.keep(
        Given.verdict().column("distance", State.OK, 0.1).hour(1, State.OK),
        Given.verdict().column("distance", State.DRIFTED, 40).hour(2, State.DRIFTED),
        Given.verdict()
            .column("carrier", State.DRIFTED, 9)
            .column("delay", State.OK, 0)
            .column("distance", State.DRIFTED, 50)
            .hour(3, State.DRIFTED));

    JsonNode model = api.json("/v1/models").at("/models/0");

    assertThat(model.path("model").asText()).isEqualTo("flights");
    assertThat(model.path("state").asText()).isEqualTo("DRIFTED");
    assertThat(model.path("driftedSince").asText()).isEqualTo("2001-03-05T02:00:00Z");
    assertThat(model.at("/firstWindow/start").asText()).isEqualTo("2001-03-05T01:00:00Z");
    assertThat(model.at("/lastWindow/end").asText()).isEqualTo("2001-03-05T04:00:00Z");
    assertThat(model.path("driftedColumns").findValuesAsText("column"))
        .containsExactly("distance", "carrier");
    assertThat(model.at("/driftedColumns/0/why").asText()).isEqualTo("distance why");
    assertThat(model.at("/driftedColumns/0/measures/evidence/value").doubleValue()).isEqualTo(50);
    assertThat(model.at("/driftedColumns/0/measures/ks/threshold").doubleValue()).isEqualTo(0.05);
    assertThat(model.at("/driftedColumns/0/columnKind").asText()).isEqualTo("NUMERIC");
    assertThat(model.at("/driftedColumns/0/since").asText()).isEqualTo("2001-03-05T01:30:00Z");
    assertThat(model.at("/driftedColumns/0/part").doubleValue()).isCloseTo(50 / 59.0, within(1e-9));
    assertThat(model.at("/driftedColumns/1/part").doubleValue()).isCloseTo(9 / 59.0, within(1e-9));
  }

  /** What holds of all rows is read before what holds of a part of them. */
  @Test
  void models_tellDriftOnAllRowsFirst() throws Exception {
    api.keep(
        Given.verdict()
            .segment("country=DE")
            .column("distance", State.DRIFTED, 50)
            .hour(3, State.DRIFTED),
        Given.verdict()
            .column("carrier", State.DRIFTED, 9)
            .column("delay", State.DRIFTED, 10)
            .hour(3, State.DRIFTED));

    JsonNode columns = api.json("/v1/models/flights").path("driftedColumns");

    assertThat(columns.findValuesAsText("column")).containsExactly("delay", "carrier", "distance");
    assertThat(columns.findValuesAsText("segment")).containsExactly("", "", "country=DE");
  }

  @Test
  void verdicts_pointsAndCells_tellTheirPartAndSince() throws Exception {
    api.keep(
        Given.verdict()
            .column("calm", State.OK, 9)
            .column("carrier", State.DRIFTED, 10)
            .column("distance", State.DRIFTED, 30)
            .hour(3, State.DRIFTED));

    JsonNode columns = api.json("/v1/models/flights/verdicts").at("/verdicts/0/columns");
    JsonNode cells = api.json("/v1/models/flights/columns").path("columns");
    JsonNode point = api.json("/v1/models/flights/columns/distance").at("/points/0");

    assertThat(columns.findValuesAsText("column")).containsExactly("calm", "carrier", "distance");
    assertThat(columns.at("/0").has("part")).isFalse();
    assertThat(columns.at("/0").has("since")).isFalse();
    assertThat(columns.at("/1/part").doubleValue()).isCloseTo(0.25, within(1e-9));
    assertThat(columns.at("/2/since").asText()).isEqualTo("2001-03-05T01:30:00Z");
    assertThat(cells.at("/0/cells/0").has("part")).isFalse();
    assertThat(cells.at("/2/cells/0/part").doubleValue()).isCloseTo(0.75, within(1e-9));
    assertThat(cells.at("/2/cells/0/since").asText()).isEqualTo("2001-03-05T01:30:00Z");
    assertThat(point.path("since").asText()).isEqualTo("2001-03-05T01:30:00Z");
  }

  @Test
  void models_tellWhichConstraintsFail_besideTheirDrift() throws Exception {
    api.keep(
        Given.verdict().column("distance", State.OK, 0.1).hour(2, State.OK),
        Given.verdict().column("distance", State.OK, 0.1).hour(3, State.OK),
        Given.verdict().missing("distance", State.FAILED).hour(2, State.FAILED),
        Given.verdict()
            .missing("delay", State.OK)
            .missing("distance", State.FAILED)
            .hour(3, State.FAILED));

    JsonNode model = api.json("/v1/models/flights");

    assertThat(model.path("state").asText()).isEqualTo("OK");
    assertThat(model.path("driftedColumns")).isEmpty();
    assertThat(model.path("quality").asText()).isEqualTo("FAILED");
    assertThat(model.path("series").findValuesAsText("kind")).containsExactly("DRIFT", "QUALITY");
    assertThat(model.path("failedConstraints")).hasSize(1);
    JsonNode failed = model.at("/failedConstraints/0");
    assertThat(failed.path("column").asText()).isEqualTo("distance");
    assertThat(failed.path("failedSince").asText()).isEqualTo("2001-03-05T02:00:00Z");
    assertThat(failed.path("atMost").doubleValue()).isEqualTo(0.01);
    JsonNode verdict =
        api.json("/v1/models/flights/verdicts/" + failed.path("verdictId").asText())
            .at("/revisions/0");
    assertThat(verdict.path("kind").asText()).isEqualTo("QUALITY");
    assertThat(verdict.path("constraints").findValuesAsText("state"))
        .containsExactly("OK", "FAILED");
  }

  /** Points of two kinds make no line, and a map of two kinds no row. */
  @Test
  void columns_areOfDriftUnlessAskedOtherwise() throws Exception {
    api.keep(
        Given.verdict().column("distance", State.OK, 0.1).hour(2, State.OK),
        Given.verdict().missing("distance", State.FAILED).hour(2, State.FAILED));
    String path = "/v1/models/flights/columns";

    JsonNode drift = api.json(path + "/distance").path("points");
    assertThat(drift.findValuesAsText("kind")).containsExactly("DRIFT");
    JsonNode quality = api.json(path + "/distance?kind=quality").path("points");
    assertThat(quality.findValuesAsText("state")).containsExactly("FAILED");
    assertThat(api.json(path).path("windows")).hasSize(1);
    assertThat(api.json(path + "?kind=quality").at("/columns/0/cells/0/state").asText())
        .isEqualTo("FAILED");
  }

  @Test
  void models_listThoseThatHaveNoVerdictYet() throws Exception {
    api.catalog.put("ships", List.of("7"));
    api.keep(Given.verdict().hour(1, State.OK));

    JsonNode models = api.json("/v1/models").path("models");

    assertThat(models.findValuesAsText("model")).containsExactly("flights", "ships");
    assertThat(models.at("/1/state").asText()).isEqualTo("UNKNOWN");
    assertThat(models.at("/1/reason").asText()).isEqualTo("NO_VERDICTS");
    assertThat(models.at("/1/versions/0").asText()).isEqualTo("7");
    assertThat(models.at("/1/lastWindow").isMissingNode()).isTrue();
    assertThat(api.json("/v1/models/ships/verdicts").path("verdicts")).isEmpty();
    assertThat(api.json("/v1/models/ships/columns").path("windows")).isEmpty();
  }

  @Test
  void model_tellsItsSeries() throws Exception {
    api.keep(
        Given.verdict().version("1").hour(1, State.DRIFTED),
        Given.verdict().version("2").segment("country=DE").hour(2, State.OK),
        Given.verdict().version("2").hour(2, State.OK));

    JsonNode model = api.json("/v1/models/flights");

    assertThat(model.path("state").asText()).isEqualTo("OK");
    JsonNode series = model.path("series");
    assertThat(series.findValuesAsText("version")).containsExactly("1", "2", "2");
    assertThat(series.findValuesAsText("segment")).containsExactly("", "", "country=DE");
    assertThat(series.findValuesAsText("current")).containsExactly("false", "true", "true");
    assertThat(series.at("/0/length").asText()).isEqualTo("PT1H");
    assertThat(series.at("/0/state").asText()).isEqualTo("DRIFTED");
  }

  @Test
  void verdicts_areTheNewestRevisionsInOrder() throws Exception {
    Verdict first = Given.verdict().column("distance", State.OK, 1).hour(1, State.OK);
    api.keep(
        Given.verdict().hour(2, State.DRIFTED),
        Given.verdict().revision(2).hour(2, State.OK),
        first);

    JsonNode answer = api.json("/v1/models/flights/verdicts");

    assertThat(answer.path("verdicts").findValuesAsText("revision")).containsExactly("1", "2");
    assertThat(answer.at("/verdicts/0/window/start").asText()).isEqualTo("2001-03-05T01:00:00Z");
    assertThat(answer.at("/verdicts/0/columns/0/measures/ks/formula").asText())
        .isEqualTo("ks-binned/v1");
    assertThat(answer.has("next")).isFalse();
  }

  @Test
  void verdicts_areFilteredByWhatIsAsked() throws Exception {
    api.keep(
        Given.verdict().hour(1, State.OK),
        Given.verdict().hour(2, State.DRIFTED),
        Given.verdict().segment("a=b & c").hour(2, State.OK),
        Given.verdict().version("2").hour(3, State.UNKNOWN));
    String path = "/v1/models/flights/verdicts?";

    assertThat(starts(path + "from=2001-03-05T02:00:00Z&to=2001-03-05T03:00:00Z"))
        .containsExactly("02", "02");
    assertThat(starts(path + "from=" + encoded("2001-03-05T04:00:00+01:00"))).containsExactly("03");
    assertThat(starts(path + "state=drifted")).containsExactly("02");
    assertThat(starts(path + "segment=" + encoded("a=b & c"))).containsExactly("02");
    assertThat(starts(path + "segment=")).containsExactly("01", "02", "03");
    assertThat(starts(path + "version=2")).containsExactly("03");
    assertThat(starts(path + "kind=quality")).isEmpty();
    assertThat(starts(path + "length=PT60M&order=desc&limit=2")).containsExactly("03", "02");
  }

  @Test
  void verdicts_goOnAtTheCursor() throws Exception {
    api.keep(
        Given.verdict().hour(1, State.OK),
        Given.verdict().hour(2, State.OK),
        Given.verdict().segment("\u00e9=\"").hour(2, State.OK),
        Given.verdict().hour(3, State.OK));
    String path = "/v1/models/flights/verdicts?limit=3";

    JsonNode first = api.json(path);
    assertThat(first.path("verdicts")).hasSize(3);
    JsonNode second = api.json(path + "&cursor=" + first.path("next").asText());
    assertThat(second.at("/verdicts/0/window/start").asText()).isEqualTo("2001-03-05T03:00:00Z");
    assertThat(second.path("verdicts")).hasSize(1);
    assertThat(second.has("next")).isFalse();
  }

  @Test
  void verdict_hasAllItsRevisions() throws Exception {
    Verdict corrected = Given.verdict().revision(2).hour(1, State.OK);
    api.keep(Given.verdict().hour(1, State.DRIFTED), corrected);
    String id = Verdict.id(corrected.key());

    JsonNode answer = api.json("/v1/models/flights/verdicts/" + id);

    assertThat(answer.path("id").asText()).isEqualTo(id);
    assertThat(answer.at("/revisions/0/state").asText()).isEqualTo("OK");
    assertThat(answer.at("/revisions/1/state").asText()).isEqualTo("DRIFTED");
    assertThat(api.json("/v1/models/flights/verdicts").at("/verdicts/0/id").asText()).isEqualTo(id);
  }

  @Test
  void column_isASeriesOfTheWantedMeasures() throws Exception {
    api.keep(
        Given.verdict().column("distance", State.OK, 1).hour(1, State.OK),
        Given.verdict().column("distance", State.DRIFTED, 30).hour(2, State.DRIFTED),
        Given.verdict().segment("x=y").column("distance", State.OK, 7).hour(2, State.OK));

    JsonNode all = api.json("/v1/models/flights/columns/distance");
    JsonNode some = api.json("/v1/models/flights/columns/distance?measure=evidence&segment=x%3Dy");

    assertThat(all.at("/points/1/measures/ks/value").doubleValue()).isEqualTo(0.3);
    assertThat(all.at("/points/1/missing").intValue()).isEqualTo(3);
    assertThat(all.path("points")).hasSize(2);
    assertThat(some.at("/points/0/measures")).hasSize(1);
    assertThat(some.at("/points/0/measures/evidence/value").doubleValue()).isEqualTo(7);
  }

  @Test
  void columns_areAllColumnsOverTheNewestWindows() throws Exception {
    api.keep(
        Given.verdict().column("gone", State.OK, 1).hour(1, State.OK),
        Given.verdict().column("gone", State.OK, 1).hour(2, State.OK),
        Given.verdict()
            .column("distance", State.DRIFTED, 30)
            .column("carrier", State.UNKNOWN, 0)
            .hour(3, State.DRIFTED),
        Given.verdict()
            .column("distance", State.OK, 1)
            .in(
                dev.leeway.window.Window.starting(
                    Given.MIDNIGHT.toEpochMilli(), java.time.Duration.ofDays(1)),
                State.OK));

    JsonNode map = api.json("/v1/models/flights/columns?limit=2");

    assertThat(map.path("windows").findValuesAsText("start"))
        .containsExactly("2001-03-05T02:00:00Z", "2001-03-05T03:00:00Z");
    assertThat(map.path("columns").findValuesAsText("column"))
        .containsExactly("distance", "carrier", "gone");
    assertThat(map.at("/columns/0/cells/0").isNull()).isTrue();
    assertThat(map.at("/columns/0/cells/1/value").doubleValue()).isEqualTo(30);
    assertThat(map.at("/columns/0/cells/1/threshold").doubleValue()).isEqualTo(4);
    assertThat(map.at("/columns/0/cells/1/missing").intValue()).isEqualTo(3);
    assertThat(api.json("/v1/models/flights/columns?length=P1D").path("windows")).hasSize(1);
  }

  @Test
  void alerts_comeMostUrgentFirst() throws Exception {
    api.alerts =
        Optional.of(
            List.of(
                Given.alert("a", "ships", AlertState.QUIET),
                Given.alert("b", "flights", AlertState.RESOLVED),
                Given.alert("c", "flights", AlertState.FIRING)));

    assertThat(api.json("/v1/alerts").path("alerts").findValuesAsText("fingerprint"))
        .containsExactly("c", "b", "a");
    assertThat(api.json("/v1/alerts?model=flights&state=resolved").path("alerts")).hasSize(1);
    JsonNode alert = api.json("/v1/alerts?state=FIRING").at("/alerts/0");
    assertThat(alert.path("episode").intValue()).isEqualTo(2);
    assertThat(alert.path("length").asText()).isEqualTo("PT1H");
    assertThat(alert.path("verdictId").asText()).isEqualTo(Verdict.id("key"));
    assertThat(alert.at("/drifted/0/value").doubleValue()).isEqualTo(0.4);
    assertThat(alert.at("/drifted/0/threshold").isMissingNode()).isTrue();
    assertThat(alert.has("endsAt")).isFalse();
  }

  @Test
  void alerts_sayWhoKeepsThemFromBeingTold() throws Exception {
    AlertRecord silenced = Given.alert("s", "flights", AlertState.SILENCED);
    silenced.setHeldBy("quiet hours");
    AlertRecord taken = Given.alert("t", "flights", AlertState.ACKNOWLEDGED);
    taken.setRule("many");
    taken.setHeldBy("ada");
    taken.setHeldAt(Given.MIDNIGHT);
    taken.setHeldWhy("mine");
    api.alerts = Optional.of(List.of(silenced, taken));

    JsonNode alerts = api.json("/v1/alerts").path("alerts");

    assertThat(alerts.findValuesAsText("fingerprint")).containsExactly("t", "s");
    assertThat(alerts.at("/0/rule").asText()).isEqualTo("many");
    assertThat(alerts.at("/0/acknowledged"))
        .hasToString("{\"by\":\"ada\",\"at\":\"2001-03-05T00:00:00Z\",\"why\":\"mine\"}");
    assertThat(alerts.at("/0/silencedBy").isMissingNode()).isTrue();
    assertThat(alerts.at("/1/silencedBy").asText()).isEqualTo("quiet hours");
    assertThat(alerts.at("/1/acknowledged").isMissingNode()).isTrue();
  }

  /** An empty list would say that nothing fires. */
  @Test
  void alerts_areNotAnsweredBeforeTheyAreKnown() throws Exception {
    api.alerts = Optional.empty();

    assertThat(api.problem(503, "/v1/alerts").path("code").asText()).isEqualTo("alerts_not_ready");
    assertThat(api.get("/v1/alerts").headers().firstValue("Retry-After")).contains("1");
  }

  @Test
  void anything_isNotAnsweredWhenTheStoreIsAway() throws Exception {
    api.store.close();

    assertThat(api.problem(503, "/v1/models").path("code").asText()).isEqualTo("store_unavailable");
  }

  @Test
  void anything_worksForNamesWithSlashes() throws Exception {
    api.keep(Given.verdict().model("team/flights").column("a/b", State.OK, 1).hour(1, State.OK));

    assertThat(api.json("/v1/models/team%2Fflights").path("model").asText())
        .isEqualTo("team/flights");
    assertThat(api.json("/v1/models/team%2Fflights/columns/a%2Fb").path("points")).hasSize(1);
  }

  @Test
  void anything_isNeverCached() throws Exception {
    HttpResponse<String> response = api.get("/v1/models");

    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
  }

  private List<String> starts(String path) throws Exception {
    return api.json(path).path("verdicts").findValuesAsText("start").stream()
        .map(start -> start.substring(11, 13))
        .toList();
  }
}
