package dev.leeway.app.cli;

import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command {@code leeway}. */
@Command(
    name = "leeway",
    mixinStandardHelpOptions = true,
    versionProvider = JarVersion.class,
    description = "Watches machine-learning models in production.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:good",
      "1:a check failed or a model drifted",
      "2:bad usage, input or configuration",
      "3:something outside failed, for example Kafka or the disk"
    },
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Help on a command: leeway COMMAND --help",
      "LEEWAY_JAVA_OPTS is passed on to Java, for example -Xmx2g."
    },
    scope = CommandLine.ScopeType.INHERIT,
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      CompareCommand.class,
      CheckCommand.class,
      ConfigCommand.class,
      ProfileCommand.class,
      ReplayCommand.class,
      AlertsCommand.class,
      BenchCommand.class,
      HelpCommand.class
    })
public final class Leeway {

  Leeway() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    int exitCode = commandLine().execute(arguments);
    System.exit(allWritten(exitCode, System.out, System.err));
  }

  /** A full disk or a closed pipe is a failure, which a print stream keeps to itself. */
  static int allWritten(int exitCode, PrintStream out, PrintStream err) {
    if (!out.checkError()) return exitCode;
    err.println("leeway: stdout: not all of the output could be written");
    return ExitCode.FAILURE;
  }

  /** The command with its exit codes and error messages, ready to execute. */
  static CommandLine commandLine() {
    ErrorMessages messages = new ErrorMessages();
    return new CommandLine(new Leeway())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(messages)
        .setExecutionExceptionHandler(messages);
  }
}
