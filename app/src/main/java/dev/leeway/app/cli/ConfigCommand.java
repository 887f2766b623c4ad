package dev.leeway.app.cli;

import picocli.CommandLine.Command;

/** {@code leeway config}: what has to do with settings. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Settings of the process and of the monitors.",
    subcommands = ConfigCheck.class)
final class ConfigCommand {}
