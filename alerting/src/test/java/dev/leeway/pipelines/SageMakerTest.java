package dev.leeway.pipelines;

import static dev.leeway.call.ScriptedReceiver.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.call.ScriptedReceiver;
import dev.leeway.call.ScriptedReceiver.Request;
import dev.leeway.call.Secret;
import dev.leeway.delivery.Outcome;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class SageMakerTest {

  private static final String ARN =
      "arn:aws:sagemaker:eu-west-1:123456789012:pipeline/retrain/execution/abc";

  @Test
  void send_startsAnExecutionWithASignedRequest() throws Exception {
    try (ScriptedReceiver aws =
        new ScriptedReceiver(json(200, "{\"PipelineExecutionArn\": \"" + ARN + "\"}"))) {
      assertThat(Trial.send(sageMaker(aws))).isEqualTo(new Outcome.Delivered("200", ARN));
      Request request = aws.requests().get(0);
      assertThat(request.line()).isEqualTo("POST / HTTP/1.1");
      assertThat(request.header("x-amz-target")).isEqualTo("SageMaker.StartPipelineExecution");
      assertThat(request.header("content-type")).isEqualTo("application/x-amz-json-1.1");
      assertThat(request.header("x-amz-date")).isEqualTo("20010305T120000Z");
      assertThat(request.header("authorization"))
          .matches(
              "AWS4-HMAC-SHA256 Credential=AKID/20010305/eu-west-1/sagemaker/aws4_request, "
                  + "SignedHeaders=[a-z0-9;-]*host;[a-z0-9;-]*, Signature=[0-9a-f]{64}");
      assertThat(request.header("x-amz-content-sha256")).isIn("", sha256(request.body()));
      JsonNode body = Trial.json(request);
      assertThat(body.path("PipelineName").asText()).isEqualTo("retrain");
      assertThat(body.path("ClientRequestToken").asText()).hasSizeBetween(32, 128);
      assertThat(body.path("PipelineExecutionDisplayName").asText())
          .matches("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,81}");
      assertThat(body.path("PipelineParameters"))
          .allSatisfy(
              parameter ->
                  assertThat(parameter.path("Value").asText()).hasSizeLessThanOrEqualTo(1_024));
      assertThat(body.at("/PipelineParameters/0/Name").asText()).isEqualTo("Trigger");
    }
  }

  /** Else a repeated attempt would start a second execution. */
  @Test
  void send_usesTheSameTokenAtEveryAttempt() throws Exception {
    try (ScriptedReceiver aws = new ScriptedReceiver(json(200, "{}"))) {
      Trial.send(sageMaker(aws), 2);
      assertThat(aws.requests())
          .extracting(request -> Trial.json(request).path("ClientRequestToken").asText())
          .containsExactly("leeway-" + Trial.TRIGGER, "leeway-" + Trial.TRIGGER);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ValidationException",
    "com.amazonaws.sagemaker#ResourceNotFound",
    "AccessDeniedException"
  })
  void send_takesAWrongRequestAsRefused(String type) throws Exception {
    assertThat(answered(type))
        .isEqualTo(new Outcome.Refused(type.substring(type.indexOf('#') + 1)));
  }

  @Test
  void send_waitsOutWhatPasses() throws Exception {
    assertThat(answered("ThrottlingException"))
        .isEqualTo(new Outcome.Unavailable("ThrottlingException"));
    assertThat(answered("ResourceLimitExceeded"))
        .isEqualTo(new Outcome.Unavailable("ResourceLimitExceeded", Duration.ofMinutes(15)));
  }

  @Test
  void new_refusesWhatAwsWouldRefuse() {
    assertThatThrownBy(
            () ->
                new SageMaker(
                    "eu west", "retrain", Optional.empty(), Optional.empty(), Parameters.USUAL))
        .hasMessageContaining("region");
    assertThatThrownBy(
            () ->
                new SageMaker(
                    "eu-west-1",
                    "retrain",
                    Optional.empty(),
                    Optional.empty(),
                    new Parameters(Map.of("a.b", "model"))))
        .hasMessageContaining("parameters");
  }

  private static Outcome answered(String type) throws Exception {
    String error = "{\"__type\": \"" + type + "\", \"Message\": \"no\"}";
    try (ScriptedReceiver aws = new ScriptedReceiver(json(400, error))) {
      return Trial.send(sageMaker(aws));
    }
  }

  private static SageMaker sageMaker(ScriptedReceiver aws) {
    return new SageMaker(
        "eu-west-1",
        "retrain",
        Optional.of(aws.uri("")),
        Optional.of(new SageMaker.Keys("AKID", new Secret("s3cret"))),
        new Parameters(Map.of("Trigger", "trigger_id")));
  }

  private static String sha256(String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
