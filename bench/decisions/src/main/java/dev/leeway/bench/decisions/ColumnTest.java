package dev.leeway.bench.decisions;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** A decision on one column of a window that does not depend on what was before. */
@FunctionalInterface
interface ColumnTest {

  boolean drifted(Window window, int column);

  /** A watch that alarms when at least so many columns have drifted, and stops looking then. */
  static Rule.Watch atLeast(int needed, int columns, IntFunction<ColumnTest> make) {
    List<ColumnTest> tests = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      tests.add(make.apply(column));
    }
    return window -> {
      int drifted = 0;
      for (int column = 0; column < columns && drifted < needed; column++) {
        if (tests.get(column).drifted(window, column)) drifted++;
      }
      return drifted >= needed;
    };
  }
}
