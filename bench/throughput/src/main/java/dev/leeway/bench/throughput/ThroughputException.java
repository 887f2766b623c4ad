package dev.leeway.bench.throughput;

/** That a measurement says nothing: a stage failed, stood still or lost rows. */
public final class ThroughputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ThroughputException(String message) {
    super(message);
  }

  public ThroughputException(String message, Throwable cause) {
    super(message, cause);
  }
}
