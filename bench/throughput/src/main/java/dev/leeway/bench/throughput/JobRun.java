package dev.leeway.bench.throughput;

/**
 * A run of the drift job.
 *
 * @param secondsToWork from the start of its processes until records of every partition have been
 *     read and committed
 */
record JobRun(Speed speed, double secondsToWork) {}
