package dev.leeway.app.cli;

import picocli.CommandLine.Command;

/** {@code leeway alerts}: what has to do with alerts and who is told of them. */
@Command(
    name = "alerts",
    mixinStandardHelpOptions = true,
    description = "Alerts and who is told of them.",
    subcommands = {
      AlertsAcknowledge.class,
      AlertsList.class,
      AlertsPreview.class,
      AlertsRedeliver.class,
      AlertsSilence.class,
      AlertsTrial.class,
      AlertsUnsilence.class
    })
final class AlertsCommand {}
