package dev.leeway.app.cli;

/** How a command ended, as scripts see it; README and help tell the same. */
public final class ExitCode {

  public static final int GOOD = 0;

  /** A check failed or a model drifted: the command did its work, and the answer is no. */
  public static final int FAILED_CHECK = 1;

  /** Arguments, input files or settings are wrong: trying again changes nothing. */
  public static final int BAD_INPUT = 2;

  /** Something outside failed, for example Kafka or the disk: trying again may help. */
  public static final int FAILURE = 3;

  private ExitCode() {}
}
