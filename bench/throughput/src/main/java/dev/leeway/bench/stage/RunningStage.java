package dev.leeway.bench.stage;

/** A stage at work on threads of its own. */
interface RunningStage extends AutoCloseable {

  /** Stops in good order; returns when it has. */
  @Override
  void close();
}
