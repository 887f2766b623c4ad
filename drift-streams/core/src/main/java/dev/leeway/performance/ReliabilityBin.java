package dev.leeway.performance;

/**
 * How often rows that got about the same probability were positive.
 *
 * @param lower probabilities are above it; the first bin holds 0 too
 * @param upper probabilities are at most this
 * @param rows labelled rows
 * @param positives of them
 * @param expected sum of their probabilities
 */
public record ReliabilityBin(
    double lower, double upper, long rows, long positives, double expected) {}
