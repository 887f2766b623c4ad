package dev.leeway.app.cli;

import picocli.CommandLine.Command;

/** {@code leeway bench}: what can be measured of Leeway itself. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures Leeway itself, on made-up data.",
    subcommands = {
      BenchAlerts.class,
      BenchDecisions.class,
      BenchLabels.class,
      BenchThroughput.class
    })
final class BenchCommand {}
