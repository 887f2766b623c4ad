package dev.leeway.pipelines;

import static dev.leeway.call.ScriptedReceiver.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.call.ScriptedReceiver;
import dev.leeway.call.ScriptedReceiver.Answer;
import dev.leeway.call.ScriptedReceiver.Request;
import dev.leeway.delivery.Outcome;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AirflowTest {

  private static final Set<String> KEYS_3 =
      Set.of(
          "dag_run_id",
          "data_interval_start",
          "data_interval_end",
          "logical_date",
          "run_after",
          "conf",
          "note");

  /** As strict as the real one: unknown keys, a missing date and an old token are refused. */
  private static final class FakeAirflow {
    private final Set<String> runs = new HashSet<>();
    private final AtomicInteger logins = new AtomicInteger();
    private int tokenGood = 1;

    synchronized Answer answer(Request request) {
      JsonNode body = Trial.json(request);
      if (request.line().equals("POST /auth/token HTTP/1.1")) {
        boolean right =
            body.path("username").asText().equals("ada")
                && body.path("password").asText().equals("t0ken");
        if (!right) return json(401, "{\"detail\": \"Invalid credentials\"}");
        return json(201, "{\"access_token\": \"jwt-" + logins.incrementAndGet() + "\"}");
      }
      if (!request.line().equals("POST /api/v2/dags/retrain%20churn/dagRuns HTTP/1.1")) {
        return json(404, "{\"detail\": \"Not Found\"}");
      }
      if (!request.header("authorization").equals("Bearer jwt-" + tokenGood)) {
        return json(401, "{\"detail\": \"Signature has expired\"}");
      }
      for (java.util.Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
        if (!KEYS_3.contains(names.next())) return json(422, "{\"detail\": \"extra_forbidden\"}");
      }
      if (!body.has("logical_date")) return json(422, "{\"detail\": \"missing\"}");
      if (!runs.add(body.path("dag_run_id").asText())) {
        return json(409, "{\"detail\": {\"reason\": \"Unique constraint violation\"}}");
      }
      return json(200, "{\"dag_run_id\": " + body.path("dag_run_id") + ", \"state\": \"queued\"}");
    }
  }

  private final FakeAirflow fake = new FakeAirflow();

  @Test
  void send_triggersARunUnderTheTriggersId() throws Exception {
    try (ScriptedReceiver server = ScriptedReceiver.answering(fake::answer)) {
      assertThat(Trial.send(airflow3(server)))
          .isEqualTo(new Outcome.Delivered("200", "leeway__" + Trial.TRIGGER));
      JsonNode body = Trial.json(server.requests().get(1));
      assertThat(body.path("logical_date").isNull()).isTrue();
      assertThat(body.at("/conf/model").asText()).isEqualTo("flight-delay");
      assertThat(body.at("/conf/manifest/referenceId").asText()).isEqualTo("e9938730ff2c98db");
      assertThat(body.path("note").asText()).isEqualTo(Trial.SUMMARY);
    }
  }

  @Test
  void send_takesAConflictAsDone() throws Exception {
    try (ScriptedReceiver server = ScriptedReceiver.answering(fake::answer)) {
      assertThat(Trial.send(airflow3(server), 2)).isEqualTo(new Outcome.Duplicate("409"));
      assertThat(fake.logins).as("one token does for both").hasValue(1);
    }
  }

  @Test
  void send_fetchesANewTokenOnceWhenTheOldOneIsOver() throws Exception {
    fake.tokenGood = 2;
    try (ScriptedReceiver server = ScriptedReceiver.answering(fake::answer)) {
      assertThat(Trial.send(airflow3(server))).isInstanceOf(Outcome.Delivered.class);
      assertThat(fake.logins).hasValue(2);
    }
    fake.tokenGood = 99;
    try (ScriptedReceiver server = ScriptedReceiver.answering(fake::answer)) {
      assertThat(Trial.send(airflow3(server))).isEqualTo(new Outcome.Refused("401"));
      assertThat(server.requests()).hasSize(4);
    }
  }

  @Test
  void send_saysThatTheLoginIsWrong() throws Exception {
    try (ScriptedReceiver server = ScriptedReceiver.answering(fake::answer)) {
      Airflow wrong = new Airflow(server.uri("/"), 3, "retrain churn", "eve", Trial.TOKEN);
      assertThat(Trial.send(wrong)).isEqualTo(new Outcome.Refused("401"));
    }
  }

  @Test
  void send_triesAgainAfterAFault() throws Exception {
    try (ScriptedReceiver server =
        new ScriptedReceiver(json(201, "{\"access_token\": \"a\"}"), json(500, "{}"))) {
      assertThat(Trial.send(airflow3(server))).isEqualTo(new Outcome.Unavailable("500"));
    }
  }

  @Test
  void send_knowsAirflow2() throws Exception {
    try (ScriptedReceiver server =
        new ScriptedReceiver(json(200, "{\"dag_run_id\": \"r\"}"), json(409, "{}"))) {
      Airflow airflow = new Airflow(server.uri("/"), 2, "retrain", "ada", Trial.TOKEN);
      assertThat(Trial.send(airflow)).isEqualTo(new Outcome.Delivered("200", "r"));
      Request request = server.requests().get(0);
      assertThat(request.line()).isEqualTo("POST /api/v1/dags/retrain/dagRuns HTTP/1.1");
      assertThat(request.header("authorization")).isEqualTo("Basic YWRhOnQwa2Vu");
      assertThat(Trial.json(request).fieldNames())
          .toIterable()
          .containsExactly("dag_run_id", "conf", "note");
      assertThat(Trial.send(airflow)).isEqualTo(new Outcome.Duplicate("409"));
    }
  }

  private static Airflow airflow3(ScriptedReceiver server) {
    return new Airflow(server.uri("/"), 3, "retrain churn", "ada", Trial.TOKEN);
  }
}
