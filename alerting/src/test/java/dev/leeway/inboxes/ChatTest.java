package dev.leeway.inboxes;

import static dev.leeway.call.ScriptedReceiver.json;
import static dev.leeway.call.ScriptedReceiver.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.call.ScriptedReceiver;
import dev.leeway.call.ScriptedReceiver.Answer;
import dev.leeway.call.ScriptedReceiver.Request;
import dev.leeway.call.Secret;
import dev.leeway.delivery.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ChatTest {

  @Test
  void slack_isToldInBlocksWithNothingThatBecomesAMention() throws Exception {
    try (ScriptedReceiver server = new ScriptedReceiver(json(200, "ok"))) {
      assertThat(Trial.send(slack(server), Trial.firing())).isEqualTo(new Outcome.Delivered("200"));
      Request request = server.requests().get(0);
      assertThat(request.line()).isEqualTo("POST /services/T0/B0/x HTTP/1.1");
      assertThat(request.header("content-type")).isEqualTo("application/json");
      JsonNode body = Trial.json(request);
      assertThat(body.path("text").asText()).isEqualTo("[firing] flight-delay version 1: drift");
      assertThat(body.at("/blocks/0/type").asText()).isEqualTo("header");
      assertThat(body.at("/blocks/0/text/type").asText()).isEqualTo("plain_text");
      assertThat(body.at("/blocks/1/text/type").asText()).isEqualTo("mrkdwn");
      assertThat(body.at("/blocks/1/text/text").asText())
          .startsWith("&lt;!channel&gt;")
          .contains("&amp;")
          .doesNotContain("<");
      assertThat(body.at("/blocks/2/text/text").asText())
          .isEqualTo("<https://leeway.example.com/v1/models/flight-delay|verdicts>");
    }
  }

  @Test
  void slack_takesNoLongerTextsThanItShows() throws Exception {
    try (ScriptedReceiver server = new ScriptedReceiver(json(200, "ok"))) {
      Trial.send(slack(server), Trial.dispatch(true, "x".repeat(10_000)));
      assertThat(Trial.json(server.requests().get(0)).at("/blocks/1/text/text").asText())
          .hasSize(3_000)
          .endsWith("…");
    }
  }

  @Test
  void slack_answersAreRead() throws Exception {
    assertThat(slackAnswers(json(200, "<html>sign in</html>")))
        .isEqualTo(new Outcome.Refused("200 without Slack's ok"));
    assertThat(slackAnswers(json(400, "invalid_payload"))).isEqualTo(new Outcome.Refused("400"));
    assertThat(slackAnswers(json(404, "no_service"))).isEqualTo(new Outcome.Refused("404"));
    assertThat(slackAnswers(json(410, "channel_is_archived"))).isEqualTo(new Outcome.Gone("410"));
    assertThat(slackAnswers(status(429, "Retry-After: 30")))
        .isEqualTo(new Outcome.Unavailable("429", Duration.ofSeconds(30)));
  }

  @Test
  void teams_getAnAdaptiveCard() throws Exception {
    try (ScriptedReceiver server = new ScriptedReceiver(status(202))) {
      Teams teams =
          new Teams(new Secret(server.uri("/workflows/1?sig=s").toString()), Template.SUMMARY);
      assertThat(Trial.send(teams, Trial.firing())).isEqualTo(new Outcome.Delivered("202"));
      Request request = server.requests().get(0);
      assertThat(request.line()).isEqualTo("POST /workflows/1?sig=s HTTP/1.1");
      JsonNode body = Trial.json(request);
      assertThat(body.path("type").asText()).isEqualTo("message");
      JsonNode attachment = body.at("/attachments/0");
      assertThat(attachment.path("contentType").asText())
          .isEqualTo("application/vnd.microsoft.card.adaptive");
      assertThat(attachment.has("contentUrl")).isTrue();
      JsonNode card = attachment.path("content");
      assertThat(card.path("type").asText()).isEqualTo("AdaptiveCard");
      assertThat(card.path("version").asText()).isEqualTo("1.4");
      assertThat(card.path("body"))
          .allSatisfy(block -> assertThat(block.path("type").asText()).isEqualTo("TextBlock"));
      assertThat(card.at("/body/1/text").asText()).contains("\\*x\\*").contains("\\[a\\]\\(http");
      assertThat(card.at("/actions/0/type").asText()).isEqualTo("Action.OpenUrl");
      assertThat(teams.toString()).doesNotContain("sig");
    }
  }

  private static Outcome slackAnswers(Answer answer) throws Exception {
    try (ScriptedReceiver server = new ScriptedReceiver(answer)) {
      return Trial.send(slack(server), Trial.firing());
    }
  }

  private static Slack slack(ScriptedReceiver server) {
    return new Slack(new Secret(server.uri("/services/T0/B0/x").toString()), Template.SUMMARY);
  }
}
