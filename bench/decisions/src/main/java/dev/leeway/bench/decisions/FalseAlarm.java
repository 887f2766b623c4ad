package dev.leeway.bench.decisions;

/**
 * How often a rule cries without drift.
 *
 * @param rows rows per window
 * @param everAlarm share of streams in which it cried at least once
 */
record FalseAlarm(
    String rule,
    String scenario,
    int rows,
    int columns,
    int windows,
    int repetitions,
    double everAlarm) {}
