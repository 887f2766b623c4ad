package dev.leeway.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.call.Caller;
import dev.leeway.call.HttpCall;
import dev.leeway.call.Reply;
import dev.leeway.call.Reply.Answered;
import dev.leeway.call.Secret;
import dev.leeway.call.WebAddress;
import dev.leeway.delivery.Answers;
import dev.leeway.delivery.Channel;
import dev.leeway.delivery.Line;
import dev.leeway.delivery.Outcome;
import dev.leeway.outbox.Dispatch;
import java.net.URI;
import java.util.Base64;

/**
 * Apache Airflow: triggers a run of a DAG, with the manifest as its {@code conf}. The run's id
 * comes from the trigger's, so Airflow refuses a second one of the same.
 *
 * @param url of the web server, without {@code /api}
 * @param version 3 (REST API v2, with a token that is fetched) or 2 (REST API v1, with basic
 *     authentication, which the server must enable)
 */
public record Airflow(URI url, int version, String dag, String user, Secret password)
    implements Pipeline {

  /**
   * @throws IllegalArgumentException if the version is neither 3 nor 2
   */
  public Airflow {
    url = WebAddress.base(url);
    requireNonNull(dag, "dag");
    requireNonNull(user, "user");
    requireNonNull(password, "password");
    if (version != 3 && version != 2) throw new IllegalArgumentException("version: 3 or 2");
  }

  @Override
  public Channel channel(Line line) {
    return new Way(line);
  }

  /** Keeps the token that it was given. */
  private final class Way implements Channel {

    private final Line line;
    private String token = "";

    Way(Line line) {
      this.line = line;
    }

    @Override
    public Outcome send(Dispatch dispatch) throws InterruptedException {
      if (version == 2) return outcome(run(dispatch, basic()));
      if (token.isEmpty()) {
        Reply login = login();
        if (token.isEmpty()) return unauthorised(login);
      }
      Reply reply = run(dispatch, "Bearer " + token);
      if (reply instanceof Answered answered && answered.status() == 401) {
        token = "";
        Reply login = login();
        if (token.isEmpty()) return unauthorised(login);
        reply = run(dispatch, "Bearer " + token);
      }
      return outcome(reply);
    }

    private Reply run(Dispatch dispatch, String authorisation) throws InterruptedException {
      Manifest manifest = Manifest.of(dispatch);
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.put("dag_run_id", "leeway__" + manifest.triggerId());
      // Airflow 3 wants the key, and no date: two runs of one date are refused as well.
      if (version == 3) body.putNull("logical_date");
      ObjectNode conf = manifest.fields();
      conf.set("manifest", manifest.data());
      body.set("conf", conf);
      body.put("note", manifest.field("reason"));
      String path = version == 3 ? "/api/v2/dags/" : "/api/v1/dags/";
      URI uri = URI.create(url + path + HttpCall.escaped(dag) + "/dagRuns");
      return line.http().call(HttpCall.json(uri, body).with("Authorization", authorisation));
    }

    private Reply login() throws InterruptedException {
      ObjectNode who = JsonNodeFactory.instance.objectNode();
      who.put("username", user);
      who.put("password", password.reveal());
      Caller http = line.http();
      Reply reply = http.call(HttpCall.json(URI.create(url + "/auth/token"), who));
      if (reply instanceof Answered answered && answered.succeeded()) {
        token = Json.of(answered).path("access_token").asText("");
      }
      return reply;
    }

    private Outcome unauthorised(Reply login) {
      Outcome outcome = Answers.usual(login, line.clock().instant());
      return outcome.reached() ? new Outcome.Refused("no token in the answer") : outcome;
    }

    private Outcome outcome(Reply reply) {
      if (reply instanceof Answered answered && answered.succeeded()) {
        return new Outcome.Delivered(
            String.valueOf(answered.status()), Json.of(answered).path("dag_run_id").asText(""));
      }
      if (reply instanceof Answered answered && answered.status() == 409) {
        return new Outcome.Duplicate("409");
      }
      return Answers.usual(reply, line.clock().instant());
    }

    private String basic() {
      String pair = user + ":" + password.reveal();
      return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }
  }
}
