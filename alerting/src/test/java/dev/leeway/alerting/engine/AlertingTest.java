package dev.leeway.alerting.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import dev.leeway.alerting.Verdicts;
import dev.leeway.call.AddressRules;
import dev.leeway.call.HttpLimits;
import dev.leeway.call.ScriptedReceiver;
import dev.leeway.call.ScriptedReceiver.Request;
import dev.leeway.call.Secret;
import dev.leeway.delivery.DeliverySettings;
import dev.leeway.delivery.Pace;
import dev.leeway.delivery.RetryPolicy;
import dev.leeway.delivery.Target;
import dev.leeway.outbox.FakeKafka;
import dev.leeway.outbox.FakeRegistry;
import dev.leeway.outbox.Health;
import dev.leeway.retraining.RetrainingPolicy;
import dev.leeway.rule.AlertRules;
import dev.leeway.rule.Severity;
import dev.leeway.topics.Topics;
import dev.leeway.verdict.Verdict;
import dev.leeway.wire.VerdictWire;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From the verdict to the webhook, all parts together. */
@Timeout(60)
class AlertingTest {

  private static final Secret SECRET = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private static final RetryPolicy QUICK =
      new RetryPolicy(Duration.ofMillis(10), Duration.ofMillis(50), 20, List.of());

  private final Topics topics = Topics.withDefaults();
  private final FakeKafka kafka = new FakeKafka(topics);
  private final FakeRegistry registry = new FakeRegistry();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void start_tellsOfDriftAndItsEndAndAsksForANewModel() throws Exception {
    try (ScriptedReceiver ops = new ScriptedReceiver(ScriptedReceiver.status(503));
        ScriptedReceiver ci = new ScriptedReceiver();
        Alerting alerting = alerting(settings(ops.uri("/ops"), ci.uri("/retrain")))) {
      alerting.start();
      publish(Verdicts.good(0), Verdicts.drifted(1), Verdicts.drifted(2), Verdicts.good(3));
      ops.then(ScriptedReceiver.status(204));
      await().until(() -> types(ops).contains("dev.leeway.alert.resolved"));
      await().until(() -> ci.requests().size() == 1);
      assertThat(types(ops))
          .startsWith("dev.leeway.alert.firing")
          .endsWith("dev.leeway.alert.resolved");
      assertThat(Set.copyOf(types(ops))).hasSize(2);
      assertThat(types(ci)).containsExactly("dev.leeway.retraining.requested");
      for (Request request : List.of(ops.requests().get(0), ci.requests().get(0))) verify(request);
      JsonNode manifest = body(ci.requests().get(0)).get("data");
      assertThat(ci.requests().get(0).header("webhook-id"))
          .isEqualTo(manifest.get("triggerId").asText());
      await().until(() -> alerting.health().stream().allMatch(Health.Report::well));
    }
  }

  @Test
  void health_showsThatKafkaIsAwayAndThatItIsBack() throws Exception {
    try (ScriptedReceiver ops = new ScriptedReceiver();
        Alerting alerting = alerting(settings(ops.uri("/"), ops.uri("/")))) {
      kafka.away(true);
      alerting.start();
      await()
          .until(
              () ->
                  alerting.health().stream().allMatch(report -> report.detail().contains("away")));
      publish(Verdicts.drifted(1));
      kafka.away(false);
      await().until(() -> types(ops).contains("dev.leeway.alert.firing"));
      await().until(() -> alerting.health().stream().allMatch(Health.Report::well));
    }
  }

  @Test
  void settings_refuseNamesThatLeadNowhere() {
    DeliverySettings none = DeliverySettings.of(List.of());
    assertThatThrownBy(
            () ->
                new AlertingSettings(
                    AlertRules.DEFAULT,
                    none,
                    List.of(Route.everything("ops")),
                    List.of(),
                    Links.NONE))
        .hasMessage("no target named ops");
    assertThatThrownBy(
            () ->
                new AlertingSettings(
                    AlertRules.DEFAULT,
                    none,
                    List.of(),
                    List.of(RetrainingPolicy.of("nightly", "ci")),
                    Links.NONE))
        .hasMessage("no target named ci");
  }

  @Test
  void settings_showNoSecret() {
    AlertingSettings settings =
        settings(URI.create("https://example.com/a/b"), URI.create("https://example.com/c"));
    assertThat(settings.toString()).doesNotContain("MfKQ").doesNotContain("/a/b");
  }

  @Test
  void route_takesModelsAndSeveritiesItIsFor() {
    var alert =
        new dev.leeway.alerting.AlertBook(AlertRules.DEFAULT, List.of())
            .consider(Verdicts.drifted(1))
            .get(0)
            .after();
    assertThat(Route.everything("ops").takes(alert)).isTrue();
    assertThat(new Route("ops", Set.of("churn"), Severity.INFO).takes(alert)).isFalse();
    assertThat(new Route("ops", Set.of(), Severity.CRITICAL).takes(alert)).isFalse();
  }

  private Alerting alerting(AlertingSettings settings) {
    return new Alerting(
        new Alerting.Surroundings(kafka, topics, registry, meters, InstantSource.system()),
        settings);
  }

  private static AlertingSettings settings(URI ops, URI ci) {
    DeliverySettings delivery =
        new DeliverySettings(
            List.of(target("ops", ops), target("ci", ci)),
            AddressRules.allowing("127.0.0.0/8"),
            HttpLimits.DEFAULT,
            DeliverySettings.KEEP);
    return new AlertingSettings(
        AlertRules.DEFAULT,
        delivery,
        List.of(Route.everything("ops")),
        List.of(RetrainingPolicy.of("nightly", "ci")),
        Links.NONE);
  }

  private static Target target(String name, URI uri) {
    return new Target(
        name,
        new dev.leeway.delivery.Webhook(uri, List.of(SECRET)),
        QUICK,
        Pace.DEFAULT,
        AddressRules.PUBLIC);
  }

  private void publish(Verdict... verdicts) {
    VerdictWire wire = new VerdictWire(registry, topics);
    for (Verdict verdict : verdicts) kafka.append(topics.verdicts(), 0, wire.encode(verdict));
  }

  private static List<String> types(ScriptedReceiver receiver) {
    return receiver.requests().stream().map(request -> body(request).get("type").asText()).toList();
  }

  private static JsonNode body(Request request) {
    try {
      return new ObjectMapper().readTree(request.body());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(request.body(), e);
    }
  }

  private static void verify(Request request) throws Exception {
    new Webhook(SECRET.reveal())
        .verify(
            request.body(),
            Map.of(
                "webhook-id", List.of(request.header("webhook-id")),
                "webhook-timestamp", List.of(request.header("webhook-timestamp")),
                "webhook-signature", List.of(request.header("webhook-signature"))));
  }
}
