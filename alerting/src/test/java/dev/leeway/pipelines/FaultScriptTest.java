package dev.leeway.pipelines;

import static dev.leeway.call.ScriptedReceiver.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.call.ScriptedReceiver;
import dev.leeway.call.ScriptedReceiver.Answer;
import dev.leeway.call.SelfSignedReceiver;
import dev.leeway.delivery.Outcome;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every pipeline's way does when the other side is ill, whichever API it speaks. */
@Timeout(60)
class FaultScriptTest {

  private static final Duration BOUND = Duration.ofSeconds(6);

  private enum Kind {
    GITHUB_EVENT,
    GITHUB_WORKFLOW,
    CIRCLECI,
    CIRCLECI_OLDER,
    AIRFLOW_3,
    AIRFLOW_2,
    KUBEFLOW,
    ARGO_EVENTS,
    JENKINS,
    SAGEMAKER;

    Pipeline at(URI uri) {
      return switch (this) {
        case GITHUB_EVENT -> new GitHubEvent(gitHub(uri), "e");
        case GITHUB_WORKFLOW -> new GitHubWorkflow(gitHub(uri), "w", "main", Parameters.USUAL);
        case CIRCLECI -> circleCi(uri, Optional.of("d"));
        case CIRCLECI_OLDER -> circleCi(uri, Optional.empty());
        case AIRFLOW_3 -> new Airflow(uri, 3, "d", "u", Trial.TOKEN);
        case AIRFLOW_2 -> new Airflow(uri, 2, "d", "u", Trial.TOKEN);
        case KUBEFLOW ->
            new Kubeflow(
                uri,
                new Kubeflow.Run("p", Optional.empty(), "e", Parameters.USUAL),
                Optional.empty());
        case ARGO_EVENTS -> new ArgoEvents(uri, Optional.empty());
        case JENKINS -> new Jenkins(uri, "j", "u", Trial.TOKEN, Parameters.USUAL);
        case SAGEMAKER ->
            new SageMaker(
                "eu-west-1",
                "p",
                Optional.of(uri),
                Optional.of(new SageMaker.Keys("k", Trial.TOKEN)),
                Parameters.USUAL);
      };
    }

    private static GitHub gitHub(URI uri) {
      return new GitHub(uri, "a/b", Trial.TOKEN);
    }

    private static CircleCi circleCi(URI uri, Optional<String> definition) {
      return new CircleCi(uri, "gh/a/b", definition, "main", Trial.TOKEN, Parameters.USUAL);
    }
  }

  @ParameterizedTest
  @EnumSource
  void send_neverAsksTwiceWhatMayHaveBeenTaken(Kind kind) throws Exception {
    Answer[] faults = {
      status(500), ScriptedReceiver.hang(), ScriptedReceiver.resetInBody(), ScriptedReceiver.drip()
    };
    for (Answer fault : faults) {
      try (ScriptedReceiver server = new ScriptedReceiver(fault)) {
        Pipeline pipeline = kind.at(server.uri("/"));
        Outcome outcome = timed(pipeline);
        assertThat(outcome)
            .isInstanceOf(
                pipeline.recognisesRepeats() ? Outcome.Unavailable.class : Outcome.Ambiguous.class);
        assertThat(server.requests()).hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void send_followsNoRedirect(Kind kind) throws Exception {
    try (ScriptedReceiver metadata = new ScriptedReceiver();
        ScriptedReceiver server =
            new ScriptedReceiver(status(301, "Location: " + metadata.uri("/latest/meta-data")))) {
      assertThat(timed(kind.at(server.uri("/"))))
          .isEqualTo(new Outcome.Refused("301 redirect not followed"));
      assertThat(metadata.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void send_leavesATargetAloneThatAsksForIt(Kind kind) throws Exception {
    try (ScriptedReceiver server = new ScriptedReceiver(status(429, "Retry-After: 77"))) {
      assertThat(timed(kind.at(server.uri("/"))))
          .isInstanceOfSatisfying(
              Outcome.Unavailable.class,
              outcome -> assertThat(outcome.retryAfter()).hasSeconds(77));
    }
  }

  /** Ten gigabytes: whatever the status means, it is read within the bound. */
  @ParameterizedTest
  @EnumSource
  void send_readsOnlySoMuchOfAHugeBody(Kind kind) throws Exception {
    try (ScriptedReceiver server = new ScriptedReceiver(ScriptedReceiver.endless())) {
      long before = System.nanoTime();
      Trial.send(kind.at(server.uri("/")));
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(BOUND);
    }
  }

  @ParameterizedTest
  @EnumSource
  void send_tellsNothingToAServerNobodyVouchesFor(Kind kind, @TempDir Path folder)
      throws Exception {
    try (SelfSignedReceiver server = new SelfSignedReceiver(folder)) {
      assertThat(timed(kind.at(server.uri()))).isEqualTo(new Outcome.Unavailable("TLS failure"));
      assertThat(server.requests()).isZero();
    }
  }

  private static Outcome timed(Pipeline pipeline) throws InterruptedException {
    long before = System.nanoTime();
    Outcome outcome = Trial.send(pipeline);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(BOUND);
    return outcome;
  }
}
