package dev.leeway.bench.decisions;

/** A way to decide whether windows have drifted from a reference. Immutable. */
interface Rule {

  /** As results name it. */
  String name();

  /** Starts to watch one stream of windows. */
  Watch watch(Past past);

  /** Whether it looks at the rows themselves, which makes large windows slow. */
  default boolean looksAtRows() {
    return false;
  }

  /** Watches one stream; may remember what it saw. For one thread. */
  @FunctionalInterface
  interface Watch {

    /** Takes the next window. True if any column is said to have drifted. */
    boolean alarms(Window window);
  }
}
