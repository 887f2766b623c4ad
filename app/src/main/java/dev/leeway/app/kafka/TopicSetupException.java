package dev.leeway.app.kafka;

import java.util.List;

/** The topics are not as they must be, and we must not or cannot change that ourselves. */
public final class TopicSetupException extends Exception {

  private static final long serialVersionUID = 1L;

  public TopicSetupException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
  }

  public TopicSetupException(String problem, Throwable cause) {
    super(problem, cause);
  }
}
