package dev.leeway.bench.decisions;

/** What comes in, window after window. For one thread and one watch. */
@FunctionalInterface
interface Traffic {

  /** The next window of so many rows. */
  Window next(int rows);
}
