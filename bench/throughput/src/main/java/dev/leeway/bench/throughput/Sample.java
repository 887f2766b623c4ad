package dev.leeway.bench.throughput;

/**
 * How far a stage had come at one moment.
 *
 * @param events read so far
 * @param cpu processor time of its processes so far
 * @param wallNanos by {@link System#nanoTime}
 */
record Sample(long events, CpuTime cpu, long wallNanos) {}
