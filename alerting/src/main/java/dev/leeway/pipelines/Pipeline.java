package dev.leeway.pipelines;

import dev.leeway.delivery.Recipient;

/** What trains models, and takes requests to do so. */
public sealed interface Pipeline extends Recipient
    permits GitHubEvent,
        GitHubWorkflow,
        CircleCi,
        Airflow,
        Kubeflow,
        ArgoEvents,
        Jenkins,
        SageMaker {

  @Override
  default Takes takes() {
    return Takes.RETRAINING;
  }
}
