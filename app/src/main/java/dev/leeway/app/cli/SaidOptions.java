package dev.leeway.app.cli;

import dev.leeway.alerting.engine.AlertDesk.Said;
import picocli.CommandLine.Option;

/** Who says something about alerts, and why: both are kept. */
final class SaidOptions {

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who says so. Default: the user's name on this machine.")
  private String who = System.getProperty("user.name", "");

  @Option(names = "--why", paramLabel = "TEXT", description = "Why.")
  private String why = "";

  Said said() {
    if (who.isBlank()) throw CommandFailure.badInput("--by must not be empty");
    return new Said(who, why);
  }
}
