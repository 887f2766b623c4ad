package dev.leeway.pipelines;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * Amazon SageMaker Pipelines: starts an execution. The trigger's id is the client request token, by
 * which AWS recognises a repeat. Requests are signed by the AWS SDK's own signer; its client for
 * SageMaker, twenty times as large, would add nothing to one call.
 *
 * @param url other than the region's own, as of a VPC endpoint
 * @param keys where the SDK's usual chain (environment, profile, container, instance) is not wanted
 * @param parameters those the pipeline declares; a value has at most 1024 characters
 */
public record SageMaker(
    String region, String pipeline, Optional<URI> url, Optional<Keys> keys, Parameters parameters)
    implements Pipeline {

  private static final int MOST_PARAMETERS = 200;
  private static final int LONGEST_VALUE = 1_024;
  private static final String TYPE = "application/x-amz-json-1.1";

  /** Refusals that pass. */
  private static final Set<String> PASSING =
      Set.of("ThrottlingException", "ConflictException", "ServiceUnavailable");

  /** Executions must end before another fits. */
  private static final Duration UNTIL_ROOM = Duration.ofMinutes(15);

  /** A pair of keys. */
  public record Keys(String accessKeyId, Secret secretAccessKey) {

    public Keys {
      requireNonNull(accessKeyId, "accessKeyId");
      requireNonNull(secretAccessKey, "secretAccessKey");
    }
  }

  /**
   * @throws IllegalArgumentException if the region or a parameter's name is none
   */
  public SageMaker {
    requireNonNull(pipeline, "pipeline");
    requireNonNull(keys, "keys");
    url = url.map(WebAddress::base);
    if (!region.matches("[a-z0-9-]+")) throw new IllegalArgumentException("region: not a region");
    if (parameters.fields().size() > MOST_PARAMETERS
        || !parameters.fields().keySet().stream()
            .allMatch(name -> name.matches("[A-Za-z0-9_-]{1,256}"))) {
      throw new IllegalArgumentException(
          "parameters: AWS takes at most 200, with names of letters, digits, _ and -");
    }
  }

  @Override
  public Channel channel(Line line) {
    return new Way(line);
  }

  private final class Way implements Channel {

    private final Line line;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final Optional<DefaultCredentialsProvider> chain =
        keys.isPresent()
            ? Optional.empty()
            : Optional.of(DefaultCredentialsProvider.builder().build());

    Way(Line line) {
      this.line = line;
    }

    @Override
    public Outcome send(Dispatch dispatch) throws InterruptedException {
      try {
        return outcome(line.http().call(signed(body(Manifest.of(dispatch)))));
      } catch (SdkClientException e) {
        return new Outcome.Unavailable("no AWS credentials");
      }
    }

    @Override
    public void close() {
      chain.ifPresent(DefaultCredentialsProvider::close);
    }

    private HttpCall signed(String body) {
      URI uri =
          URI.create(
              url.map(URI::toString).orElse("https://api.sagemaker." + region + ".amazonaws.com")
                  + "/");
      SdkHttpRequest request =
          SdkHttpRequest.builder()
              .uri(uri)
              .method(SdkHttpMethod.POST)
              .putHeader("Content-Type", TYPE)
              .putHeader("X-Amz-Target", "SageMaker.StartPipelineExecution")
              .build();
      AwsCredentials credentials = credentials();
      SignedRequest signed =
          signer.sign(
              sign ->
                  sign.identity(credentials)
                      .request(request)
                      .payload(ContentStreamProvider.fromUtf8String(body))
                      .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sagemaker")
                      .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                      .putProperty(
                          HttpSigner.SIGNING_CLOCK,
                          Clock.fixed(line.clock().instant(), ZoneOffset.UTC)));
      return new HttpCall("POST", uri, sent(signed.request().headers()), body);
    }

    private AwsCredentials credentials() {
      if (keys.isEmpty()) return chain.orElseThrow().resolveCredentials();
      Keys pair = keys.get();
      return AwsBasicCredentials.create(pair.accessKeyId(), pair.secretAccessKey().reveal());
    }

    private Outcome outcome(Reply reply) {
      if (reply instanceof Answered answered) {
        JsonNode json = Json.of(answered);
        if (answered.succeeded()) {
          return new Outcome.Delivered(
              String.valueOf(answered.status()), json.path("PipelineExecutionArn").asText(""));
        }
        String type = json.path("__type").asText("");
        String error = type.substring(type.indexOf('#') + 1);
        if (PASSING.contains(error)) return new Outcome.Unavailable(error);
        if (error.equals("ResourceLimitExceeded")) {
          return new Outcome.Unavailable(error, UNTIL_ROOM);
        }
        if (answered.status() == 400 && !error.isEmpty()) return new Outcome.Refused(error);
      }
      return Answers.usual(reply, line.clock().instant());
    }
  }

  /** The caller writes these two itself, with the values that were signed. */
  private static Map<String, String> sent(Map<String, List<String>> signed) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    signed.forEach((name, values) -> headers.put(name, values.get(0)));
    headers.remove("Host");
    headers.remove("Content-Length");
    return headers;
  }

  private String body(Manifest manifest) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    String id = "leeway-" + manifest.triggerId();
    body.put("PipelineName", pipeline);
    body.put("PipelineExecutionDisplayName", id);
    // Of 32 to 128 characters; one made anew for each call would start a second execution.
    body.put("ClientRequestToken", id);
    ArrayNode given = body.putArray("PipelineParameters");
    parameters
        .of(manifest, LONGEST_VALUE)
        .forEach((name, value) -> given.addObject().put("Name", name).put("Value", value));
    return body.toString();
  }
}
