package dev.leeway.app.process;

import dev.leeway.app.api.LiveView;
import java.io.IOException;
import java.util.Optional;

/** The drift job, wherever it runs. */
interface DriftEngine extends AutoCloseable {

  /** The trouble of a job whose breaker is open. */
  String FLOODED = "most of what it reads is bad and goes to the quarantine";

  /** Starts it and returns at once. */
  void start() throws IOException;

  /** What is the matter with it; empty while it is well. */
  String trouble();

  /** What there is to know of it while it is well; may be empty. */
  default String detail() {
    return "";
  }

  /** What is counted so far of open windows; empty where the engine cannot be asked. */
  default Optional<LiveView> live() {
    return Optional.empty();
  }

  @Override
  void close();
}
