package dev.leeway.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict.Kind;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformanceRoutesTest {

  private static final String ROC_AUC = "/v1/models/flights/performance/roc_auc";

  @TempDir Path directory;
  private ApiServer api;

  @BeforeEach
  void start() {
    api = new ApiServer(directory);
    api.keep(
        expected(1).hour(1, Given.expectedRocAuc(0.84)),
        Given.verdict().hour(1, Given.rocAuc(0.9, 0.85)),
        expected(1).hour(2, Given.expectedRocAuc(0.7)),
        Given.verdict().segment("country=DE").hour(2, Given.rocAuc(0.6, 0.61)));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void get_laysRealisedBesideEstimatedAndTellsTheEstimatesError() throws Exception {
    JsonNode answer = api.json(ROC_AUC);

    assertThat(answer.path("measure").asText()).isEqualTo("roc_auc");
    assertThat(answer.path("assumption").asText()).startsWith("Scores mean what");
    assertThat(answer.path("points")).hasSize(2);
    JsonNode first = answer.at("/points/0");
    assertThat(first.at("/window/start").asText()).isEqualTo("2001-03-05T01:00:00Z");
    assertThat(first.at("/realised/value").doubleValue()).isEqualTo(0.9);
    assertThat(first.at("/realised/threshold").doubleValue()).isEqualTo(0.8);
    assertThat(first.at("/realised/state").asText()).isEqualTo("OK");
    assertThat(first.at("/estimated/value").doubleValue()).isEqualTo(0.85);
    assertThat(first.path("estimateError").doubleValue()).isCloseTo(-0.05, within(1e-12));
    assertThat(first.path("coverage").doubleValue()).isEqualTo(0.4);
    JsonNode second = answer.at("/points/1");
    assertThat(second.at("/estimated/state").asText()).isEqualTo("FAILED");
    assertThat(second.has("realised")).isFalse();
    assertThat(second.has("estimateError")).isFalse();
    assertThat(api.json("/v1/models/flights/verdicts/" + first.path("verdictId").asText()))
        .isNotEmpty();
  }

  @Test
  void get_goesOnWhereThePageEnded() throws Exception {
    JsonNode page = api.json(ROC_AUC + "?order=desc&limit=1");
    assertThat(page.path("points").findValuesAsText("start"))
        .containsExactly("2001-03-05T02:00:00Z");

    JsonNode rest = api.json(ROC_AUC + "?order=desc&limit=1&cursor=" + page.path("next").asText());
    assertThat(rest.path("points").findValuesAsText("start"))
        .containsExactly("2001-03-05T01:00:00Z");
    assertThat(rest.has("next")).isFalse();
  }

  @Test
  void get_filters() throws Exception {
    assertThat(
            api.json(ROC_AUC + "?segment=country%3DDE").at("/points/0/realised/value").asDouble())
        .isEqualTo(0.6);
    assertThat(api.json(ROC_AUC + "?kind=performance").path("points")).hasSize(1);
    assertThat(api.json(ROC_AUC + "?state=failed").path("points")).hasSize(1);
    assertThat(api.json(ROC_AUC + "?from=2001-03-05T03:00:00Z").path("points")).isEmpty();
  }

  @Test
  void get_knowsNoOtherMeasure() throws Exception {
    assertThat(api.problem(404, "/v1/models/flights/performance/f1").path("code").asText())
        .isEqualTo("unknown_measure");
    assertThat(api.problem(404, "/v1/models/flights/performance/F1!").path("code").asText())
        .isEqualTo("unknown_measure");
    assertThat(api.problem(404, "/v1/models/trains/performance/roc_auc").path("code").asText())
        .isEqualTo("unknown_model");
  }

  /** The newest windows wait for their labels; what is known is told. */
  @Test
  void models_tellWhatWasRealisedInTheNewestWindowThatCouldBeJudged() throws Exception {
    api.keep(
        Given.verdict().hour(3, Given.rocAuc(0.75, 0.8)),
        Given.verdict().hour(4, Given.rocAuc(0.74, 0.8)),
        Given.verdict().kind(Kind.PERFORMANCE).hour(5, Given.expectedRocAuc(0.8)),
        Given.verdict().hour(5, State.OK));

    JsonNode model = api.json("/v1/models/flights");

    assertThat(model.path("state").asText()).isEqualTo("OK");
    assertThat(model.path("performance").asText()).isEqualTo("FAILED");
    assertThat(model.path("estimatedPerformance").asText()).isEqualTo("FAILED");
    assertThat(model.path("failedMeasures").findValuesAsText("kind"))
        .containsExactly("PERFORMANCE", "ESTIMATED_PERFORMANCE");
    JsonNode failed = model.at("/failedMeasures/0");
    assertThat(failed.path("measure").asText()).isEqualTo("roc_auc");
    assertThat(failed.path("value").doubleValue()).isEqualTo(0.74);
    assertThat(failed.path("failedSince").asText()).isEqualTo("2001-03-05T03:00:00Z");
    assertThat(failed.at("/window/start").asText()).isEqualTo("2001-03-05T04:00:00Z");
    assertThat(model.has("quality")).isFalse();
  }

  @Test
  void models_sayUnknownWhileNoWindowCouldBeJudged() throws Exception {
    api.keep(
        Given.verdict().model("trains").kind(Kind.PERFORMANCE).hour(5, Given.expectedRocAuc(0.8)));

    JsonNode model = api.json("/v1/models/trains");

    assertThat(model.path("performance").asText()).isEqualTo("UNKNOWN");
    assertThat(model.has("estimatedPerformance")).isFalse();
    assertThat(model.path("failedMeasures")).isEmpty();
  }

  private static Given expected(int revision) {
    return Given.verdict().kind(Kind.ESTIMATED_PERFORMANCE).revision(revision);
  }
}
