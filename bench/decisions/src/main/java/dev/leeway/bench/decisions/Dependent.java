package dev.leeway.bench.decisions;

/**
 * How often a rule cries without drift when each row resembles the one before.
 *
 * @param rho correlation of neighbouring rows
 * @param rowsPerBlock how many rows count as one for our rule; 1 for all others
 * @param everAlarm share of streams in which it cried at least once
 */
record Dependent(
    String rule,
    double rho,
    double rowsPerBlock,
    int rows,
    int columns,
    int windows,
    int repetitions,
    double everAlarm) {}
