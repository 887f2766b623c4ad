package dev.leeway.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.leeway.call.HttpCall;
import dev.leeway.call.Reply;
import dev.leeway.call.Reply.Answered;
import dev.leeway.call.Secret;
import dev.leeway.call.WebAddress;
import dev.leeway.delivery.Answers;
import dev.leeway.delivery.Channel;
import dev.leeway.delivery.Line;
import dev.leeway.delivery.Outcome;
import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Jenkins: queues a build of a job with parameters. It recognises no repeats.
 *
 * @param job its name, behind those of its folders with slashes between them
 * @param token of the user; with it Jenkins asks for no crumb
 * @param parameters those the job declares; Jenkins drops others in silence
 */
public record Jenkins(URI url, String job, String user, Secret token, Parameters parameters)
    implements Pipeline {

  private static final int LONGEST_VALUE = 10_000;
  private static final Pattern ITEM = Pattern.compile("queue/item/\\d+");

  public Jenkins {
    url = WebAddress.base(url);
    requireNonNull(user, "user");
    requireNonNull(token, "token");
    requireNonNull(parameters, "parameters");
    if (job.isEmpty()) throw new IllegalArgumentException("job: is empty");
  }

  @Override
  public boolean recognisesRepeats() {
    return false;
  }

  @Override
  public Channel channel(Line line) {
    String path =
        Arrays.stream(job.split("/")).map(HttpCall::escaped).collect(Collectors.joining("/job/"));
    URI uri = URI.create(url + "/job/" + path + "/buildWithParameters");
    String pair = user + ":" + token.reveal();
    String basic = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    return dispatch -> {
      HttpCall call =
          HttpCall.form(uri, parameters.of(Manifest.of(dispatch), LONGEST_VALUE))
              .with("Authorization", basic);
      return outcome(line.http().call(call), line);
    };
  }

  private static Outcome outcome(Reply reply, Line line) {
    if (reply instanceof Answered answered) {
      if (answered.status() == 201) {
        Matcher item = ITEM.matcher(answered.header("Location").orElse(""));
        return new Outcome.Delivered("201", item.find() ? item.group() : "");
      }
      // Jenkins says so while it starts, before it looks at a request.
      if (answered.status() == 503) return Answers.unavailable(answered, line.clock().instant());
    }
    return Answers.once(reply, line.clock().instant());
  }
}
