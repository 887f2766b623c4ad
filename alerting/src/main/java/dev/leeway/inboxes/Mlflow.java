package dev.leeway.inboxes;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * MLflow's model registry: tags on the model version say how it stands. With an experiment the
 * measures of drifted columns are also logged, to one run for each model version that is found or
 * made there; never to the run that trained it.
 *
 * @param url of the tracking server
 * @param token sent as a bearer
 * @param experiment id of the experiment for the runs
 */
public record Mlflow(URI url, Optional<Secret> token, Optional<String> experiment)
    implements Inbox {

  private static final String API = "/api/2.0/mlflow/";
  private static final int LONGEST_TAG = 5_000;
  private static final int LONGEST_KEY = 250;
  private static final ObjectMapper JSON = new ObjectMapper();

  public Mlflow {
    url = WebAddress.base(url);
    requireNonNull(token, "token");
    requireNonNull(experiment, "experiment");
  }

  @Override
  public Channel channel(Line line) {
    return dispatch -> send(dispatch, line);
  }

  @Override
  public String shown(Notice notice) {
    ObjectNode tags = JsonNodeFactory.instance.objectNode();
    tags(notice).forEach(tags::put);
    return tags.toPrettyString();
  }

  private Outcome send(Dispatch dispatch, Line line) throws InterruptedException {
    Notice notice = Notice.of(dispatch);
    Instant now = line.clock().instant();
    for (Map.Entry<String, String> tag : tags(notice).entrySet()) {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.put("name", notice.text("model")).put("version", notice.text("version"));
      body.put("key", tag.getKey()).put("value", Cut.to(LONGEST_TAG, tag.getValue()));
      Outcome outcome = Answers.usual(post(line, "model-versions/set-tag", body), now);
      if (!outcome.reached()) return outcome;
    }
    ArrayNode metrics = metrics(notice);
    if (experiment.isEmpty() || metrics.isEmpty()) return new Outcome.Delivered("tagged");
    return log(notice, metrics, line);
  }

  private static Map<String, String> tags(Notice notice) {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("leeway." + notice.text("cause") + ".status", notice.state());
    tags.put("leeway.verdict", notice.text("verdictKey"));
    notice.link("verdicts").ifPresent(link -> tags.put("leeway.report_url", link));
    return tags;
  }

  /** Last of all: a batch that is sent twice has its points twice. */
  private Outcome log(Notice notice, ArrayNode metrics, Line line) throws InterruptedException {
    Instant now = line.clock().instant();
    Reply found = post(line, "runs/search", search(notice));
    if (!(found instanceof Answered answer) || !answer.succeeded()) {
      return Answers.usual(found, now);
    }
    String run = json(answer).at("/runs/0/info/run_id").asText("");
    if (run.isEmpty()) {
      Reply made = post(line, "runs/create", create(notice, now));
      if (!(made instanceof Answered created) || !created.succeeded()) {
        return Answers.usual(made, now);
      }
      run = json(created).at("/run/info/run_id").asText("");
    }
    ObjectNode batch = JsonNodeFactory.instance.objectNode();
    batch.put("run_id", run).set("metrics", metrics);
    Outcome outcome = Answers.usual(post(line, "runs/log-batch", batch), now);
    return outcome.reached() ? new Outcome.Delivered("tagged and logged", run) : outcome;
  }

  private ObjectNode search(Notice notice) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("experiment_ids").add(experiment.orElseThrow());
    body.put(
        "filter",
        "tags.leeway.model = '%s' and tags.leeway.version = '%s'"
            .formatted(notice.text("model"), notice.text("version")));
    return body.put("max_results", 1);
  }

  private ObjectNode create(Notice notice, Instant now) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("experiment_id", experiment.orElseThrow());
    body.put("run_name", "leeway " + notice.text("model") + " " + notice.text("version"));
    body.put("start_time", now.toEpochMilli());
    ArrayNode tags = body.putArray("tags");
    tags.addObject().put("key", "leeway.model").put("value", notice.text("model"));
    tags.addObject().put("key", "leeway.version").put("value", notice.text("version"));
    return body;
  }

  /** Time and step are of the window, so a repetition is a point in the same place. */
  private static ArrayNode metrics(Notice notice) {
    ArrayNode metrics = JsonNodeFactory.instance.arrayNode();
    if (!notice.firing()) return metrics;
    Instant at = Instant.parse(notice.text("startsAt"));
    for (JsonNode column : notice.data().path("drifted")) {
      if (!column.path("value").isNumber()) continue;
      String key =
          "leeway/" + column.path("measure").asText() + "/" + column.path("column").asText();
      metrics
          .addObject()
          .put("key", key(key))
          .put("value", column.path("value").asDouble())
          .put("timestamp", at.toEpochMilli())
          .put("step", at.getEpochSecond() / 60);
    }
    return metrics;
  }

  /** MLflow takes letters, digits, _, /, ., - and spaces, and no path that leads elsewhere. */
  static String key(String text) {
    String key = text.replaceAll("[^\\w/.\\- ]", "_").replace("..", "_").replaceAll("/+", "/");
    return key.length() > LONGEST_KEY ? key.substring(0, LONGEST_KEY) : key;
  }

  private Reply post(Line line, String path, ObjectNode body) throws InterruptedException {
    HttpCall call = HttpCall.json(URI.create(url + API + path), body);
    if (token.isPresent()) call = call.with("Authorization", "Bearer " + token.get().reveal());
    return line.http().call(call);
  }

  private static JsonNode json(Answered answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      return JsonNodeFactory.instance.missingNode();
    }
  }
}
