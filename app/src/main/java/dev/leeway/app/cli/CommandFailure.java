package dev.leeway.app.cli;

/** A command cannot go on, for a reason that its user can read and act on. */
public final class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandFailure(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  /** Arguments or input are wrong. */
  public static CommandFailure badInput(String message) {
    return new CommandFailure(message, ExitCode.BAD_INPUT);
  }

  /** Something outside failed. */
  public static CommandFailure outside(String message) {
    return new CommandFailure(message, ExitCode.FAILURE);
  }

  public int exitCode() {
    return exitCode;
  }
}
