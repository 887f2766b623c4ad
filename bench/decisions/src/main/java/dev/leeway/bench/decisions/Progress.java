package dev.leeway.bench.decisions;

/** Is told how far a simulation has come; called by several threads. */
@FunctionalInterface
public interface Progress {

  /** So many trials of those known so far are done. */
  void at(long done, long total);
}
