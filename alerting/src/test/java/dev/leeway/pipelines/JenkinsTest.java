package dev.leeway.pipelines;

import static dev.leeway.call.ScriptedReceiver.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.call.ScriptedReceiver;
import dev.leeway.call.ScriptedReceiver.Answer;
import dev.leeway.call.ScriptedReceiver.Request;
import dev.leeway.delivery.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class JenkinsTest {

  @Test
  void send_queuesABuildOfAJobInFolders() throws Exception {
    Answer queued = status(201, "Location: http://ci.example.org/queue/item/17/");
    try (ScriptedReceiver server = new ScriptedReceiver(queued)) {
      assertThat(Trial.send(jenkins(server)))
          .isEqualTo(new Outcome.Delivered("201", "queue/item/17"));
      Request request = server.requests().get(0);
      assertThat(request.line())
          .isEqualTo("POST /ci/job/ml%20team/job/retrain/buildWithParameters HTTP/1.1");
      assertThat(request.header("content-type")).isEqualTo("application/x-www-form-urlencoded");
      assertThat(request.header("authorization")).isEqualTo("Basic YWRhOnQwa2Vu");
      assertThat(request.body())
          .isEqualTo(
              "trigger="
                  + Trial.TRIGGER
                  + "&WHY=flight-delay%20version%201%3A%201%20column%20drifted%20%22%C3%A9%22%20%26"
                  + "%20more");
    }
  }

  @Test
  void send_readsRefusals() throws Exception {
    assertThat(answered(status(404))).isEqualTo(new Outcome.Refused("404"));
    assertThat(answered(status(403))).isEqualTo(new Outcome.Refused("403"));
    assertThat(answered(status(503))).isEqualTo(new Outcome.Unavailable("503"));
    assertThat(answered(status(500))).isEqualTo(new Outcome.Ambiguous("500"));
  }

  @Test
  void argoEvents_getTheManifestAsJson() throws Exception {
    try (ScriptedReceiver server = new ScriptedReceiver(status(200))) {
      assertThat(Trial.send(new ArgoEvents(server.uri("/leeway"), Optional.of(Trial.TOKEN))))
          .isEqualTo(new Outcome.Delivered("200"));
      Request request = server.requests().get(0);
      assertThat(request.line()).isEqualTo("POST /leeway HTTP/1.1");
      assertThat(request.header("content-type")).isEqualTo("application/json");
      assertThat(request.header("authorization")).isEqualTo("Bearer t0ken");
      assertThat(Trial.json(request).path("trigger_id").asText()).isEqualTo(Trial.TRIGGER);
      assertThat(Trial.json(request).at("/manifest/drifted/0/column").asText())
          .isEqualTo("distance");
    }
  }

  private static Outcome answered(Answer answer) throws Exception {
    try (ScriptedReceiver server = new ScriptedReceiver(answer)) {
      return Trial.send(jenkins(server));
    }
  }

  private static Jenkins jenkins(ScriptedReceiver server) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("trigger", "trigger_id");
    parameters.put("WHY", "reason");
    return new Jenkins(
        server.uri("/ci/"), "ml team/retrain", "ada", Trial.TOKEN, new Parameters(parameters));
  }
}
