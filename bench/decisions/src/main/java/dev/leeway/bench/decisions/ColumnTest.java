package dev.leeway.bench.decisions;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** A decision on one column of a window that does not depend on what was before. */
@FunctionalInterface
interface ColumnTest {

  boolean drifted(Window window, int column);

  /**
   * A watch that alarms when at least so many columns have drifted, and stops looking then. Tests
   * are made when their column is first looked at: a rule that cries at the first one needs no
   * other.
   */
  static Rule.Watch atLeast(int needed, int columns, IntFunction<ColumnTest> make) {
    Map<Integer, ColumnTest> tests = new HashMap<>();
    return window -> {
      int drifted = 0;
      for (int column = 0; column < columns && drifted < needed; column++) {
        ColumnTest test = tests.computeIfAbsent(column, make::apply);
        if (test.drifted(window, column)) drifted++;
      }
      return drifted >= needed;
    };
  }
}
