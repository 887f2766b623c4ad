package dev.leeway.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.verdict.State;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveRouteTest {

  private static final String LIVE = "/v1/models/flights/live";

  @TempDir Path directory;
  private ApiServer api;

  @BeforeEach
  void start() {
    api = new ApiServer(directory.resolve("one"));
    api.catalog.put("flights", List.of("1"));
    api.here.soFar.add(Given.verdict().column("distance", State.OK, 1).hour(7, State.OK));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void openWindows_areVerdictsMarkedProvisional() throws Exception {
    JsonNode live = api.json(LIVE);

    assertThat(live.path("provisional").asBoolean()).isTrue();
    assertThat(live.path("asOf").asText()).isEqualTo("2001-03-05T07:20:00Z");
    assertThat(live.at("/verdicts/0/state").asText()).isEqualTo("OK");
    assertThat(live.at("/verdicts/0/window/start").asText()).isEqualTo("2001-03-05T07:00:00Z");
    assertThat(live.at("/verdicts/0/columns/0/column").asText()).isEqualTo("distance");
    assertThat(api.json(LIVE + "?segment=country%3DDE").path("verdicts")).isEmpty();
    assertThat(api.json(LIVE + "?version=2").path("verdicts")).isEmpty();
  }

  @Test
  void anAnswerForSomeOfThePartitions_saysThatItIsNotComplete() throws Exception {
    assertThat(api.json(LIVE).path("complete").asBoolean()).isFalse();
    assertThat(api.json(LIVE).at("/partitions/all").asInt()).isEqualTo(2);
    assertThat(api.json(LIVE).at("/partitions/answered").toString()).isEqualTo("[0]");
  }

  @Test
  void otherInstances_areAskedForTheirPartitions_once() throws Exception {
    try (ApiServer other = new ApiServer(directory.resolve("two"))) {
      other.catalog.put("flights", List.of("1"));
      other.here.asOf.clear();
      other.here.asOf.put(1, Instant.parse("2001-03-05T07:19:00Z"));
      other.here.soFar.add(
          Given.verdict().column("distance", State.DRIFTED, 9).hour(6, State.DRIFTED));
      // Each knows the other: who is asked by an instance must not ask back.
      other.here.others = List.of(api.url());
      api.here.others = List.of(other.url(), URI.create("http://127.0.0.1:1"));

      JsonNode live = api.json(LIVE);

      assertThat(live.path("complete").asBoolean()).isTrue();
      assertThat(live.path("asOf").asText()).isEqualTo("2001-03-05T07:19:00Z");
      assertThat(live.path("verdicts").findValuesAsText("state"))
          .startsWith("DRIFTED")
          .contains("OK");
      assertThat(live.path("verdicts")).hasSize(2);
    }
  }

  @Test
  void whatCannotBeTold_isSaid() throws Exception {
    api.problem(404, "/v1/models/nobody/live");
    api.problem(400, LIVE + "?scope=everything");
    api.here.busy = true;
    assertThat(api.problem(503, LIVE).path("code").asText()).isEqualTo("live_busy");
    api.here.busy = false;
    api.here.asOf.clear();
    assertThat(api.problem(503, LIVE).path("code").asText()).isEqualTo("live_unavailable");
  }

  @Test
  void onFlink_thereIsNoLiveView() throws Exception {
    try (ApiServer flink = new ApiServer(directory.resolve("three"), false)) {
      flink.catalog.put("flights", List.of("1"));
      assertThat(flink.problem(501, LIVE).path("code").asText()).isEqualTo("no_live_view");
    }
  }
}
