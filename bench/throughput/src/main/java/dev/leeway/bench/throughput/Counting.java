package dev.leeway.bench.throughput;

/** How one learns how many records a stage has read. */
interface Counting {

  /** Waits until more records have been read; the number of all of them. */
  long next() throws InterruptedException;
}
