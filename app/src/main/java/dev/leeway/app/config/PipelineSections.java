package dev.leeway.app.config;

import dev.leeway.app.config.TargetSection.Kind;
import dev.leeway.call.Secret;
import dev.leeway.config.yaml.Fields;
import dev.leeway.config.yaml.Value;
import dev.leeway.pipelines.Airflow;
import dev.leeway.pipelines.ArgoEvents;
import dev.leeway.pipelines.CircleCi;
import dev.leeway.pipelines.GitHub;
import dev.leeway.pipelines.GitHubEvent;
import dev.leeway.pipelines.GitHubWorkflow;
import dev.leeway.pipelines.Jenkins;
import dev.leeway.pipelines.Kubeflow;
import dev.leeway.pipelines.Parameters;
import dev.leeway.pipelines.SageMaker;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sections of targets that train models. */
final class PipelineSections {

  static final List<Kind> KINDS =
      List.of(
          new Kind("githubEvent", PipelineSections::gitHubEvent),
          new Kind("githubWorkflow", PipelineSections::gitHubWorkflow),
          new Kind("circleci", PipelineSections::circleCi),
          new Kind("airflow", PipelineSections::airflow),
          new Kind("kubeflow", PipelineSections::kubeflow),
          new Kind("argoEvents", PipelineSections::argoEvents),
          new Kind("jenkins", PipelineSections::jenkins),
          new Kind("sagemaker", PipelineSections::sageMaker));

  private PipelineSections() {}

  private static Optional<GitHubEvent> gitHubEvent(Fields fields) {
    Optional<GitHub> gitHub = gitHub(fields);
    String event = fields.value("event").text().orElse(GitHubEvent.EVENT);
    return fields.build(() -> new GitHubEvent(gitHub.orElseThrow(), event));
  }

  private static Optional<GitHubWorkflow> gitHubWorkflow(Fields fields) {
    Optional<GitHub> gitHub = gitHub(fields);
    Optional<String> workflow = fields.required("workflow").text();
    String ref = fields.value("ref").text().orElse("main");
    Parameters parameters = parameters(fields);
    return fields.build(
        () -> new GitHubWorkflow(gitHub.orElseThrow(), workflow.orElseThrow(), ref, parameters));
  }

  private static Optional<GitHub> gitHub(Fields fields) {
    URI url = fields.value("url").url().orElse(GitHub.API);
    Optional<String> repository = fields.required("repository").text();
    Optional<Secret> token = TargetSection.secret(fields.required("token"));
    return fields.check(() -> new GitHub(url, repository.orElse(""), token.orElseThrow()));
  }

  private static Optional<CircleCi> circleCi(Fields fields) {
    URI url = fields.value("url").url().orElse(CircleCi.URL);
    Optional<String> project = fields.required("project").text();
    Optional<String> definition = fields.value("definition").text();
    String branch = fields.value("branch").text().orElse("main");
    Optional<Secret> token = TargetSection.secret(fields.required("token"));
    Parameters parameters = parameters(fields);
    return fields.build(
        () ->
            new CircleCi(
                url, project.orElseThrow(), definition, branch, token.orElseThrow(), parameters));
  }

  private static Optional<Airflow> airflow(Fields fields) {
    Optional<URI> url = fields.required("url").url();
    int version = fields.value("version").integer(2, 3).orElse(3);
    Optional<String> dag = fields.required("dag").text();
    Optional<String> user = fields.required("user").text();
    Optional<Secret> password = TargetSection.secret(fields.required("password"));
    return fields.build(
        () ->
            new Airflow(
                url.orElseThrow(),
                version,
                dag.orElseThrow(),
                user.orElseThrow(),
                password.orElseThrow()));
  }

  private static Optional<Kubeflow> kubeflow(Fields fields) {
    Optional<URI> url = fields.required("url").url();
    Optional<String> pipeline = fields.required("pipeline").text();
    Optional<String> version = fields.value("version").text();
    Optional<String> experiment = fields.required("experiment").text();
    Optional<Path> tokenFile = fields.value("tokenFile").path(Path.of(""));
    Parameters parameters = parameters(fields);
    return fields.build(
        () ->
            new Kubeflow(
                url.orElseThrow(),
                new Kubeflow.Run(
                    pipeline.orElseThrow(), version, experiment.orElseThrow(), parameters),
                tokenFile));
  }

  private static Optional<ArgoEvents> argoEvents(Fields fields) {
    Optional<URI> url = fields.required("url").url();
    Optional<Secret> token = TargetSection.secret(fields.value("token"));
    return fields.build(() -> new ArgoEvents(url.orElseThrow(), token));
  }

  private static Optional<Jenkins> jenkins(Fields fields) {
    Optional<URI> url = fields.required("url").url();
    Optional<String> job = fields.required("job").text();
    Optional<String> user = fields.required("user").text();
    Optional<Secret> token = TargetSection.secret(fields.required("token"));
    Parameters parameters = parameters(fields);
    return fields.build(
        () ->
            new Jenkins(
                url.orElseThrow(),
                job.orElseThrow(),
                user.orElseThrow(),
                token.orElseThrow(),
                parameters));
  }

  private static Optional<SageMaker> sageMaker(Fields fields) {
    Optional<String> region = fields.required("region").text();
    Optional<String> pipeline = fields.required("pipeline").text();
    Optional<URI> url = fields.value("url").url();
    Optional<String> accessKeyId = fields.value("accessKeyId").text();
    Value secret = fields.value("secretAccessKey");
    Optional<Secret> secretAccessKey = TargetSection.secret(secret);
    if (accessKeyId.isPresent() != secret.isGiven()) {
      secret.problem("accessKeyId and secretAccessKey go together");
    }
    Optional<SageMaker.Keys> keys =
        accessKeyId.flatMap(id -> secretAccessKey.map(key -> new SageMaker.Keys(id, key)));
    Parameters parameters = parameters(fields);
    return fields.build(
        () -> new SageMaker(region.orElseThrow(), pipeline.orElseThrow(), url, keys, parameters));
  }

  private static Parameters parameters(Fields fields) {
    Value value = fields.value("parameters");
    Map<String, String> given = new LinkedHashMap<>();
    value.named().forEach((name, field) -> field.text().ifPresent(text -> given.put(name, text)));
    if (given.isEmpty()) return Parameters.USUAL;
    return value.build(() -> new Parameters(given)).orElse(Parameters.USUAL);
  }
}
