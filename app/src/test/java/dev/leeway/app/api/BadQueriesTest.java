package dev.leeway.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.verdict.State;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadQueriesTest {

  @TempDir static Path directory;
  private static ApiServer api;

  @BeforeAll
  static void start() {
    api = new ApiServer(directory);
    api.keep(Given.verdict().column("distance", State.OK, 1).hour(1, State.OK));
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/verdicts?limit=0, ?limit",
    "/verdicts?limit=-1, ?limit",
    "/verdicts?limit=10001, ?limit",
    "/verdicts?limit=1e9, ?limit",
    "/verdicts?limit=99999999999999999999, ?limit",
    "/verdicts?limit=ten, ?limit",
    "/verdicts?limit=, ?limit",
    "/verdicts?limit=%D9%A1, ?limit",
    "/verdicts?from=yesterday, ?from",
    "/verdicts?from=2001-03-05, ?from",
    "/verdicts?from=2001-03-05T00:00:00, ?from",
    "/verdicts?from=2001-02-30T00:00:00Z, ?from",
    "/verdicts?from=2001-03-05T00:00:00+01:00, ?from",
    "/verdicts?to=%2B1000000000-12-31T23:59:59.999999999Z, ?to",
    "/verdicts?to=-1000000000-01-01T00:00:00Z, ?to",
    "/verdicts?to=, ?to",
    "/verdicts?from=2001-03-06T00:00:00Z&to=2001-03-05T00:00:00Z, ?from",
    "/verdicts?state=broken, ?state",
    "/verdicts?kind=, ?kind",
    "/verdicts?version=no%20name, ?version",
    "/verdicts?length=1h, ?length",
    "/verdicts?length=PT0S, ?length",
    "/verdicts?length=PT9223372036854775807S, ?length",
    "/verdicts?order=up, ?order",
    "/verdicts?cursor=abc, ?cursor",
    "/verdicts?cursor=W10, ?cursor",
    "/verdicts?cursor=%25%25, ?cursor",
    "/verdicts?limit=1&limit=2, ?limit",
    "/verdicts?limt=5, ?limt",
    "/columns/distance?measure=ks%2Cmagic, ?measure",
    "/columns/distance?measure=, ?measure",
    "/columns?measure=ks%2Cpsi, ?measure",
    "/columns?limit=1001, ?limit",
    "/verdicts/abc?x=1, ?x",
  })
  void anything_saysWhichParameterIsWrong(String path, String parameter) throws Exception {
    JsonNode problem = api.problem(400, "/v1/models/flights" + path);

    assertThat(problem.path("code").asText()).isEqualTo("bad_parameter");
    assertThat(problem.path("type").asText()).isEqualTo("urn:leeway:problem:bad_parameter");
    assertThat(problem.path("errors").findValuesAsText("path")).containsExactly(parameter);
  }

  @Test
  void anything_saysAllThatIsWrongAtOnce() throws Exception {
    JsonNode problem =
        api.problem(400, "/v1/models/flights/verdicts?from=secret&limit=0&state=x&nope");

    assertThat(problem.path("errors").findValuesAsText("path"))
        .containsExactlyInAnyOrder("?from", "?limit", "?state", "?nope");
    assertThat(problem.toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/verdicts", "/verdicts/0123", "/columns", "/columns/distance"})
  void model_mustBeKnown(String path) throws Exception {
    for (String model : new String[] {"boats", "%2e%2e", "a%27b", "FLIGHTS", "%F0%9F%9B%AC"}) {
      JsonNode problem = api.problem(404, "/v1/models/" + model + path);
      assertThat(problem.path("code").asText()).isEqualTo("unknown_model");
    }
  }

  @Test
  void verdict_mustBeKnown() throws Exception {
    assertThat(api.problem(404, "/v1/models/flights/verdicts/0123").path("code").asText())
        .isEqualTo("unknown_verdict");
  }

  @Test
  void column_mustBeKnown() throws Exception {
    assertThat(api.problem(404, "/v1/models/flights/columns/altitude").path("code").asText())
        .isEqualTo("unknown_column");
    assertThat(api.json("/v1/models/flights/columns/distance?version=9").path("points")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/alerts?model=a&model=b", "/v1/alerts?state=loud", "/v1/models?x"})
  void otherRoutes_areAsStrict(String path) throws Exception {
    assertThat(api.problem(400, path).path("code").asText()).isEqualTo("bad_parameter");
  }
}
