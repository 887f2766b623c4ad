package dev.leeway.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.call.Secret;
import dev.leeway.delivery.Outcome;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The same requests to real pipelines, which start a run each: only where environment variables
 * name them. CONTRIBUTING.md tells which; without them these tests are skipped, with the variable's
 * name.
 */
class LivePipelinesTest {

  @Test
  @EnabledIfEnvironmentVariable(named = "LEEWAY_LIVE_GITHUB_TOKEN", matches = ".+")
  void gitHub_startsTheWorkflow() throws Exception {
    GitHub gitHub =
        new GitHub(GitHub.API, env("LEEWAY_LIVE_GITHUB_REPOSITORY"), token("GITHUB_TOKEN"));
    started(
        new GitHubWorkflow(gitHub, env("LEEWAY_LIVE_GITHUB_WORKFLOW"), "main", Parameters.USUAL));
    started(new GitHubEvent(gitHub, GitHubEvent.EVENT));
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "LEEWAY_LIVE_CIRCLECI_TOKEN", matches = ".+")
  void circleCi_startsThePipeline() throws Exception {
    started(
        new CircleCi(
            CircleCi.URL,
            env("LEEWAY_LIVE_CIRCLECI_PROJECT"),
            Optional.ofNullable(System.getenv("LEEWAY_LIVE_CIRCLECI_DEFINITION")),
            "main",
            token("CIRCLECI_TOKEN"),
            Parameters.USUAL));
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "LEEWAY_LIVE_AIRFLOW_URL", matches = ".+")
  void airflow_startsTheDagOnce() throws Exception {
    Airflow airflow =
        new Airflow(
            URI.create(env("LEEWAY_LIVE_AIRFLOW_URL")),
            3,
            env("LEEWAY_LIVE_AIRFLOW_DAG"),
            env("LEEWAY_LIVE_AIRFLOW_USER"),
            token("AIRFLOW_PASSWORD"));
    started(airflow);
    assertThat(Trial.sendNow(airflow)).isEqualTo(new Outcome.Duplicate("409"));
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "LEEWAY_LIVE_KUBEFLOW_URL", matches = ".+")
  void kubeflow_startsThePipelineOnce() throws Exception {
    Kubeflow kubeflow =
        new Kubeflow(
            URI.create(env("LEEWAY_LIVE_KUBEFLOW_URL")),
            new Kubeflow.Run(
                env("LEEWAY_LIVE_KUBEFLOW_PIPELINE"),
                Optional.empty(),
                env("LEEWAY_LIVE_KUBEFLOW_EXPERIMENT"),
                Parameters.USUAL),
            Optional.empty());
    started(kubeflow);
    assertThat(Trial.sendNow(kubeflow)).isInstanceOf(Outcome.Duplicate.class);
  }

  private static void started(Pipeline pipeline) throws InterruptedException {
    assertThat(Trial.sendNow(pipeline))
        .isInstanceOfAny(Outcome.Delivered.class, Outcome.Duplicate.class);
  }

  private static Secret token(String name) {
    return new Secret(env("LEEWAY_LIVE_" + name));
  }

  private static String env(String name) {
    String value = System.getenv(name);
    if (value == null) throw new IllegalStateException(name + " is not set");
    return value;
  }
}
