package dev.leeway.inboxes;

import static dev.leeway.call.ScriptedReceiver.json;
import static dev.leeway.call.ScriptedReceiver.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.call.ScriptedReceiver;
import dev.leeway.call.ScriptedReceiver.Request;
import dev.leeway.call.Secret;
import dev.leeway.delivery.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OnCallTest {

  private static final Secret KEY = new Secret("k3y");

  @Test
  void pagerDuty_triggersAndResolvesOneIncident() throws Exception {
    String taken = "{\"status\": \"success\", \"dedup_key\": \"print-2\"}";
    try (ScriptedReceiver server = new ScriptedReceiver(json(202, taken))) {
      PagerDuty pagerDuty = new PagerDuty(server.uri("/"), KEY, Template.SUMMARY);
      assertThat(Trial.send(pagerDuty, Trial.dispatch(true, "s".repeat(2_000))))
          .isEqualTo(new Outcome.Delivered("202"));
      assertThat(Trial.send(pagerDuty, Trial.resolved())).isEqualTo(new Outcome.Delivered("202"));
      assertThat(server.requests())
          .extracting(Request::line)
          .containsOnly("POST /v2/enqueue HTTP/1.1");
      JsonNode trigger = Trial.json(server.requests().get(0));
      assertThat(trigger.path("routing_key").asText()).isEqualTo("k3y");
      assertThat(trigger.path("event_action").asText()).isEqualTo("trigger");
      assertThat(trigger.path("dedup_key").asText()).isEqualTo("print-2");
      assertThat(trigger.at("/payload/summary").asText()).hasSizeLessThanOrEqualTo(1_024);
      assertThat(trigger.at("/payload/severity").asText())
          .isIn("critical", "error", "warning", "info");
      assertThat(trigger.at("/payload/source").asText()).isEqualTo("flight-delay");
      assertThat(trigger.at("/links/0/href").asText()).startsWith("https://");
      JsonNode resolve = Trial.json(server.requests().get(1));
      assertThat(resolve.path("event_action").asText()).isEqualTo("resolve");
      assertThat(resolve.path("dedup_key").asText()).isEqualTo("print-2");
      assertThat(pagerDuty.toString()).doesNotContain("k3y");
    }
  }

  @Test
  void pagerDuty_answersAreRead() throws Exception {
    try (ScriptedReceiver server =
        new ScriptedReceiver(json(400, "{\"status\": \"invalid event\"}"), status(429))) {
      PagerDuty pagerDuty = new PagerDuty(server.uri("/"), KEY, Template.SUMMARY);
      assertThat(Trial.send(pagerDuty, Trial.firing())).isEqualTo(new Outcome.Refused("400"));
      assertThat(Trial.send(pagerDuty, Trial.firing())).isEqualTo(new Outcome.Unavailable("429"));
    }
  }

  @Test
  void opsgenie_createsAndClosesOneAlert() throws Exception {
    String taken = "{\"result\": \"Request will be processed\", \"requestId\": \"r\"}";
    try (ScriptedReceiver server = new ScriptedReceiver(json(202, taken))) {
      Opsgenie opsgenie = new Opsgenie(server.uri("/"), KEY, Template.SUMMARY);
      assertThat(Trial.send(opsgenie, Trial.firing())).isEqualTo(new Outcome.Delivered("202"));
      assertThat(Trial.send(opsgenie, Trial.resolved())).isEqualTo(new Outcome.Delivered("202"));
      Request create = server.requests().get(0);
      assertThat(create.line()).isEqualTo("POST /v2/alerts HTTP/1.1");
      assertThat(create.header("authorization")).isEqualTo("GenieKey k3y");
      JsonNode alert = Trial.json(create);
      assertThat(alert.path("message").asText()).hasSizeLessThanOrEqualTo(130);
      assertThat(alert.path("alias").asText()).isEqualTo("print-2");
      assertThat(alert.path("priority").asText()).isEqualTo("P3");
      assertThat(alert.path("details"))
          .as("Opsgenie takes texts only")
          .allSatisfy(detail -> assertThat(detail.isTextual()).isTrue());
      Request close = server.requests().get(1);
      assertThat(close.line())
          .isEqualTo("POST /v2/alerts/print-2/close?identifierType=alias HTTP/1.1");
      assertThat(close.header("authorization")).isEqualTo("GenieKey k3y");
    }
  }
}
