package dev.leeway.bench.throughput;

/** Is told how far a measurement has come. */
@FunctionalInterface
public interface Progress {

  /** So many of so many steps are done. */
  void at(long done, long total);
}
