package dev.leeway.store;

/** Rows written by one batch; a row written again counts again. */
public record RowsWritten(int verdicts, int columns, int measures, int profiles) {}
