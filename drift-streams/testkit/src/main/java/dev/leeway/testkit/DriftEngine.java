package dev.leeway.testkit;

/** The drift job on some engine, in this process. */
public interface DriftEngine extends AutoCloseable {

  /** Starts it, from what it has kept or from nothing. Returns at once. */
  void start();

  /** Stops it in good order; it may be started again. */
  void stop();

  /** Stops it as a fault would: what was not committed is lost. It may be started again. */
  void crash();

  /** Ends it for good. */
  @Override
  void close();
}
