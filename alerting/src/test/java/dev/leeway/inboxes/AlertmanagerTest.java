package dev.leeway.inboxes;

import static dev.leeway.call.ScriptedReceiver.json;
import static dev.leeway.call.ScriptedReceiver.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.call.GuardedCaller;
import dev.leeway.call.HttpLimits;
import dev.leeway.call.ScriptedReceiver;
import dev.leeway.delivery.Channel;
import dev.leeway.delivery.Line;
import dev.leeway.delivery.Outcome;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AlertmanagerTest {

  @Test
  void send_postsALabelledAlertThatEndsOfItselfOnlyLater() throws Exception {
    try (ScriptedReceiver server = new ScriptedReceiver(status(200))) {
      assertThat(Trial.send(alertmanager(server), Trial.firing()))
          .isEqualTo(new Outcome.Delivered("200"));
      assertThat(server.requests().get(0).line()).isEqualTo("POST /am/api/v2/alerts HTTP/1.1");
      assertThat(server.requests().get(0).header("content-type")).isEqualTo("application/json");
      JsonNode alerts = Trial.json(server.requests().get(0));
      assertThat(alerts.isArray()).isTrue();
      JsonNode alert = alerts.get(0);
      assertThat(alert.path("labels")).allSatisfy(label -> assertThat(label.isTextual()).isTrue());
      assertThat(alert.path("labels").fieldNames())
          .toIterable()
          .allMatch(name -> name.matches("[a-zA-Z_][a-zA-Z0-9_]*"));
      assertThat(alert.at("/labels/model").asText()).isEqualTo("flight-delay");
      assertThat(alert.at("/labels/source").asText()).isEqualTo("leeway");
      assertThat(alert.path("startsAt").asText()).isEqualTo("2001-03-05T01:00:00Z");
      assertThat(alert.path("endsAt").asText()).isEqualTo("2001-03-05T12:10:00Z");
      assertThat(alert.path("generatorURL").asText()).startsWith("https://");
    }
  }

  /** Alertmanager forgets the words of an alert that is resolved without them. */
  @Test
  void send_resolvesWithTheSameLabelsAndAllWords() throws Exception {
    try (ScriptedReceiver server = new ScriptedReceiver(status(200))) {
      Trial.send(alertmanager(server), Trial.firing());
      Trial.send(alertmanager(server), Trial.resolved());
      JsonNode firing = Trial.json(server.requests().get(0)).get(0);
      JsonNode resolved = Trial.json(server.requests().get(1)).get(0);
      assertThat(resolved.path("labels")).isEqualTo(firing.path("labels"));
      assertThat(resolved.path("annotations").fieldNames())
          .toIterable()
          .containsExactlyElementsOf(List.of("summary", "description", "verdict_key"));
      assertThat(resolved.path("endsAt").asText()).isEqualTo("2001-03-05T03:00:00Z");
    }
  }

  @Test
  void refresh_tellsAgainOfWhatFiresAndOfNothingElse() throws Exception {
    try (ScriptedReceiver server = new ScriptedReceiver(status(200));
        GuardedCaller caller = new GuardedCaller(Trial.LOOPBACK, HttpLimits.DEFAULT);
        Channel channel =
            alertmanager(server)
                .channel(new Line(caller, Trial.LOOPBACK, InstantSource.fixed(Trial.NOW)))) {
      assertThat(channel.refreshEvery()).isPresent();
      channel.refresh();
      assertThat(server.requests()).isEmpty();
      channel.recall(List.of(Trial.firing()));
      channel.refresh();
      assertThat(server.requests()).as("also what an earlier process told").hasSize(1);
      channel.send(Trial.resolved());
      channel.refresh();
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void send_tellsEveryReplicaAndNeedsOne() throws Exception {
    try (ScriptedReceiver down = new ScriptedReceiver(status(503));
        ScriptedReceiver up = new ScriptedReceiver(status(200))) {
      Alertmanager both = new Alertmanager(List.of(down.uri("/"), up.uri("/")), Template.SUMMARY);
      assertThat(Trial.send(both, Trial.firing())).isEqualTo(new Outcome.Delivered("200"));
      assertThat(down.requests()).hasSize(1);
      Alertmanager other = new Alertmanager(List.of(down.uri("/")), Template.SUMMARY);
      assertThat(Trial.send(other, Trial.firing())).isEqualTo(new Outcome.Unavailable("503"));
    }
  }

  @Test
  void send_takesItsRefusalsAsRefused() throws Exception {
    for (Map.Entry<Integer, String> answer :
        Map.of(400, "{\"code\":400}", 422, "{\"code\":602}").entrySet()) {
      try (ScriptedReceiver server =
          new ScriptedReceiver(json(answer.getKey(), answer.getValue()))) {
        assertThat(Trial.send(alertmanager(server), Trial.firing()))
            .isEqualTo(new Outcome.Refused(String.valueOf(answer.getKey())));
      }
    }
  }

  private static Alertmanager alertmanager(ScriptedReceiver server) {
    return new Alertmanager(List.of(server.uri("/am/")), Template.SUMMARY);
  }
}
