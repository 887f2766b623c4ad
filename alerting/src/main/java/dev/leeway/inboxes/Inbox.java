package dev.leeway.inboxes;

import dev.leeway.delivery.Recipient;

/** Where people hear of alerts. */
public sealed interface Inbox extends Recipient
    permits Alertmanager, Lines, Mail, Mlflow, Opsgenie, PagerDuty, Slack, Teams {

  /** What is told of such an alert, in the target's own form and without secrets. */
  String shown(Notice notice);

  /** What is told of an alert like any other, when it fires or when it is over. */
  default String preview(boolean firing) {
    return shown(Template.sample(firing));
  }

  @Override
  default Takes takes() {
    return Takes.ALERTS;
  }
}
