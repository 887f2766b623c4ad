package dev.leeway.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.app.replay.GatewayStub.Scripted;
import dev.leeway.app.rows.RowFiles;
import dev.leeway.app.rows.RowOptions;
import dev.leeway.app.rows.RowSource;
import dev.leeway.event.ModelRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ModelRef MODEL = new ModelRef("loans", "3");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static final String ROWS =
      """
      id,at,income,country,score,approved,truth
      b,2026-02-01T00:00:10Z,20.5,DE,0.9,true,1
      a,2026-02-01T00:00:00Z,,FR,0.1,false,0
      c,2026-02-01T00:01:00Z,7,DE,0.5,true,
      """;

  private static final ReplayColumns COLUMNS =
      new ReplayColumns(
          Optional.of("id"),
          Optional.of("at"),
          Set.of("score", "approved"),
          Set.of("country"),
          Optional.empty(),
          Map.of("income", "income_k"),
          Optional.of("truth"),
          Optional.empty(),
          Duration.ofSeconds(30));

  @TempDir Path folder;

  private final ManualClock clock = new ManualClock();

  /** Time passes only in pauses. */
  private static final class ManualClock implements ReplayClock {

    private final List<Long> pauses = new ArrayList<>();
    private long nanos;

    @Override
    public long millis() {
      return NOW.toEpochMilli() + nanos / 1_000_000;
    }

    @Override
    public long nanoTime() {
      return nanos;
    }

    @Override
    public void pause(long span) {
      pauses.add(span / 1_000_000);
      nanos += span;
    }
  }

  @Test
  void run_sendsPredictionsInTheOrderOfTheirTimes() throws Exception {
    try (GatewayStub gateway = new GatewayStub()) {
      ReplayOutcome outcome = run(gateway, plan(gateway, EventTimes.FILE, OptionalDouble.empty()));

      List<JsonNode> sent = parsed(gateway.lines("/v1/predictions"));
      assertThat(sent).extracting(event -> event.get("id").asText()).containsExactly("a", "b", "c");
      JsonNode first = sent.get(1);
      assertThat(first.get("model").asText()).isEqualTo("loans");
      assertThat(first.get("version").asText()).isEqualTo("3");
      assertThat(first.get("eventTime").asLong())
          .isEqualTo(Instant.parse("2026-02-01T00:00:10Z").toEpochMilli());
      assertThat(first.get("tags")).isEqualTo(JSON.readTree("{\"country\":\"DE\"}"));
      assertThat(first.get("features")).isEqualTo(JSON.readTree("{\"income_k\":20.5}"));
      assertThat(first.get("output")).isEqualTo(JSON.readTree("{\"score\":0.9,\"approved\":true}"));
      assertThat(sent.get(0).get("features").get("income_k").isNull()).isTrue();
      assertThat(outcome.predictions()).isEqualTo(new ReplayOutcome.Sent(3, 0));
      assertThat(outcome.labels()).isEqualTo(new ReplayOutcome.Sent(2, 0));
    }
  }

  @Test
  void run_sendsEachLabelWhenItBecameKnown() throws Exception {
    try (GatewayStub gateway = new GatewayStub()) {
      run(gateway, plan(gateway, EventTimes.FILE, OptionalDouble.of(10)));

      assertThat(gateway.requests)
          .extracting(request -> request.path() + " " + request.lines().size())
          .containsExactly(
              "/v1/predictions 1",
              "/v1/predictions 1",
              "/v1/labels 1",
              "/v1/labels 1",
              "/v1/predictions 1");
      // Ten times as fast as 0, 10, 30, 40 and 60 s.
      assertThat(clock.pauses).containsExactly(1_000L, 2_000L, 1_000L, 2_000L);
      JsonNode label = parsed(gateway.lines("/v1/labels")).get(1);
      assertThat(label.get("predictionId").asText()).isEqualTo("b");
      assertThat(label.get("value").asLong()).isEqualTo(1);
      assertThat(label.get("labelTime").asLong())
          .isEqualTo(Instant.parse("2026-02-01T00:00:40Z").toEpochMilli());
    }
  }

  @Test
  void run_datesPredictionsAsAsked() throws Exception {
    try (GatewayStub gateway = new GatewayStub()) {
      run(gateway, plan(gateway, EventTimes.SHIFTED, OptionalDouble.empty()));
      run(gateway, plan(gateway, EventTimes.NOW, OptionalDouble.of(60)));

      assertThat(parsed(gateway.lines("/v1/predictions")))
          .extracting(event -> event.get("eventTime").asLong() - NOW.toEpochMilli())
          .containsExactly(-60_000L, -50_000L, 0L, 0L, 166L, 1_000L);
    }
  }

  @Test
  void run_takesLabelsFromTheirOwnFile() throws Exception {
    Path labels = file("labels.csv", "id,truth,extra\nc,1,x\nnobody,0,x\n");
    try (GatewayStub gateway = new GatewayStub()) {
      run(gateway, plan(gateway, EventTimes.FILE, OptionalDouble.empty()), table(labels), COLUMNS);

      long newest = Instant.parse("2026-02-01T00:01:00Z").toEpochMilli();
      assertThat(parsed(gateway.lines("/v1/labels")))
          .extracting(
              event ->
                  event.get("predictionId").asText() + (event.get("labelTime").asLong() - newest))
          .containsExactly("c30000", "nobody30000");
      // What is the label in another file is a feature in this one.
      assertThat(parsed(gateway.lines("/v1/predictions")).get(0).get("features").has("truth"))
          .isTrue();
    }
  }

  @Test
  void run_sendsAgainWhatWasNotTaken() throws Exception {
    try (GatewayStub gateway =
        new GatewayStub(new Scripted(503, "5", "{}"), new Scripted(429, "1", "{}"))) {
      ReplayOutcome outcome = run(gateway, plan(gateway, EventTimes.FILE, OptionalDouble.empty()));

      assertThat(outcome.predictions().accepted()).isEqualTo(3);
      assertThat(clock.pauses).containsExactly(5_000L, 1_000L);
    }
  }

  @Test
  void run_givesUpOnAGatewayThatStaysAway() throws Exception {
    Scripted away = new Scripted(503, "25", "{}");
    try (GatewayStub gateway = new GatewayStub(away, away, away)) {
      assertThatThrownBy(() -> run(gateway, plan(gateway, EventTimes.FILE, OptionalDouble.empty())))
          .isInstanceOf(ReplayException.class)
          .hasMessageContaining("answered 503 for 60 s")
          .matches(thrown -> !((ReplayException) thrown).isInputWrong());
    }
  }

  @Test
  void run_halvesABatchThatIsTooLarge() throws Exception {
    try (GatewayStub gateway = new GatewayStub(new Scripted(413, "", "{\"code\":\"x\"}"))) {
      ReplayOutcome outcome = run(gateway, plan(gateway, EventTimes.FILE, OptionalDouble.empty()));

      assertThat(outcome.predictions().accepted()).isEqualTo(3);
      assertThat(gateway.requests.subList(0, 2))
          .extracting(request -> request.lines().size())
          .containsExactly(1, 2);
    }
  }

  @Test
  void run_tellsRowsThatWereRefusedByTheirPlaceInTheFile() throws Exception {
    String partly =
        "{\"accepted\":2,\"rejected\":1,\"errors\":[{\"path\":\"line 1 /features/income_k\","
            + "\"detail\":\"must be shorter\"}]}";
    try (GatewayStub gateway = new GatewayStub(new Scripted(207, "", partly))) {
      ReplayOutcome outcome = run(gateway, plan(gateway, EventTimes.FILE, OptionalDouble.empty()));

      assertThat(outcome.predictions()).isEqualTo(new ReplayOutcome.Sent(2, 1));
      assertThat(outcome.isWhole()).isFalse();
      // The first in time is the second in the file.
      assertThat(outcome.errors()).containsExactly("row 2 /features/income_k: must be shorter");
    }
  }

  @Test
  void run_stopsWhereNothingIsTaken() throws Exception {
    String refused =
        "{\"code\":\"unknown_model\",\"detail\":\"no\",\"errors\":[{\"path\":\"line 1 /model\","
            + "\"detail\":\"unknown\"}]}";
    try (GatewayStub gateway = new GatewayStub(new Scripted(400, "", refused))) {
      assertThatThrownBy(() -> run(gateway, plan(gateway, EventTimes.FILE, OptionalDouble.empty())))
          .isInstanceOf(ReplayException.class)
          .hasMessageContaining("refused 3 events")
          .hasMessageContaining("row 2 /model: unknown");
    }
  }

  @Test
  void run_refusesAServerThatIsNoGateway() throws Exception {
    try (GatewayStub gateway = new GatewayStub(new Scripted(404, "", "<html>"))) {
      assertThatThrownBy(() -> run(gateway, plan(gateway, EventTimes.FILE, OptionalDouble.empty())))
          .hasMessageContaining("answered 404 and is no gateway of Leeway");
    }
  }

  @Test
  void run_sendsNothingOfATableWithARowThatLacksItsTime() throws Exception {
    Path rows = file("rows.csv", ROWS.replace("2026-02-01T00:01:00Z", "soon"));
    try (GatewayStub gateway = new GatewayStub()) {
      Replay replay = new Replay(plan(gateway, EventTimes.FILE, OptionalDouble.empty()), clock);
      assertThatThrownBy(
              () -> replay.run(new Replay.Tables(MODEL, table(rows), null, COLUMNS), (a, b) -> {}))
          .hasMessageContaining("row 3 has no time");
      assertThat(gateway.requests).isEmpty();
    }
  }

  @Test
  void run_refusesAColumnThatIsNotThere() throws Exception {
    ReplayColumns columns =
        new ReplayColumns(
            Optional.of("id"),
            Optional.of("at"),
            Set.of("scores"),
            Set.of(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Duration.ZERO);
    try (GatewayStub gateway = new GatewayStub()) {
      ReplayPlan plan = plan(gateway, EventTimes.FILE, OptionalDouble.empty());
      assertThatThrownBy(() -> run(gateway, plan, null, columns))
          .hasMessageContaining("there is no column \"scores\"");
    }
  }

  private ReplayOutcome run(GatewayStub gateway, ReplayPlan plan) throws Exception {
    return run(gateway, plan, null, COLUMNS);
  }

  private ReplayOutcome run(
      GatewayStub gateway, ReplayPlan plan, @Nullable RowSource labels, ReplayColumns columns)
      throws Exception {
    RowSource rows = table(file("rows.csv", ROWS));
    assertThat(plan.gateway()).isEqualTo(gateway.url());
    return new Replay(plan, clock)
        .run(new Replay.Tables(MODEL, rows, labels, columns), (done, total) -> {});
  }

  private static ReplayPlan plan(GatewayStub gateway, EventTimes times, OptionalDouble speed) {
    return new ReplayPlan(
        gateway.url(), times, speed, Duration.ofSeconds(1), Duration.ofMinutes(1));
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static RowSource table(Path file) {
    return RowFiles.open(file, RowOptions.DEFAULT, (done, total) -> {});
  }

  private static List<JsonNode> parsed(List<String> lines) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (String line : lines) {
      events.add(JSON.readTree(line));
    }
    return events;
  }
}
