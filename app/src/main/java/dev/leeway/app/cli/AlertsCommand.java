package dev.leeway.app.cli;

import picocli.CommandLine.Command;

/** {@code leeway alerts}: what has to do with alerts and who is told of them. */
@Command(
    name = "alerts",
    mixinStandardHelpOptions = true,
    description = "Alerts and who is told of them.",
    subcommands = {AlertsPreview.class, AlertsRedeliver.class, AlertsTrial.class})
final class AlertsCommand {}
