package dev.leeway.app.cli;

import dev.leeway.app.rows.RowException;
import dev.leeway.config.yaml.ConfigException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says on stderr what went wrong, and as which exit code. */
final class ErrorMessages implements IParameterExceptionHandler, IExecutionExceptionHandler {

  @Override
  public int handleParseException(ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    PrintWriter err = command.getErr();
    error(command, String.valueOf(exception.getMessage()));
    UnmatchedArgumentException.printSuggestions(exception, err);
    err.println("Help: " + command.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return ExitCode.BAD_INPUT;
  }

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, ParseResult parsed) {
    int exitCode = ExitCode.BAD_INPUT;
    if (exception instanceof ConfigException refused) {
      int count = refused.errors().size();
      command.getErr().println(refused.getMessage());
      error(command, count == 1 ? "1 problem" : count + " problems");
    } else if (exception instanceof RowException refused) {
      error(command, String.valueOf(refused.getMessage()));
    } else if (exception instanceof CommandFailure failure) {
      error(command, String.valueOf(failure.getMessage()));
      exitCode = failure.exitCode();
    } else if (exception instanceof IOException failure) {
      error(command, describe(failure));
      exitCode = ExitCode.FAILURE;
    } else if (exception instanceof UncheckedIOException failure) {
      error(command, describe(Objects.requireNonNull(failure.getCause())));
      exitCode = ExitCode.FAILURE;
    } else {
      error(command, "a fault in Leeway, please report it");
      exception.printStackTrace(command.getErr());
      exitCode = ExitCode.FAILURE;
    }
    command.getErr().flush();
    return exitCode;
  }

  private static String describe(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof NoSuchFileException) return message + ": there is no such file";
    if (failure instanceof AccessDeniedException) return message + ": access denied";
    if (failure instanceof FileAlreadyExistsException) return message + ": exists already";
    return message;
  }

  private static void error(CommandLine command, String message) {
    // Names of columns come from files and may hold anything, a terminal's control characters too.
    String plain = message.replaceAll("[\\p{Cc}&&[^\\n\\t]]", "?");
    command.getErr().println(command.getColorScheme().errorText("leeway: ").toString() + plain);
  }
}
