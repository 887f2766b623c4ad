package dev.leeway.app.replay;

/** A replay cannot go on. */
public final class ReplayException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean inputIsWrong;

  private ReplayException(String message, boolean inputIsWrong) {
    super(message);
    this.inputIsWrong = inputIsWrong;
  }

  /** The files or what was said of them are wrong: trying again changes nothing. */
  static ReplayException badInput(String message) {
    return new ReplayException(message, true);
  }

  /** The gateway is away or overloaded: trying again may help. */
  static ReplayException outside(String message) {
    return new ReplayException(message, false);
  }

  public boolean isInputWrong() {
    return inputIsWrong;
  }
}
