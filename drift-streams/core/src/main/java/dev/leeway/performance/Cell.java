package dev.leeway.performance;

import java.math.BigDecimal;

/** What one output column of a prediction holds, or a label. */
public sealed interface Cell {

  /** The class that the cell names. */
  String className();

  /** Nothing, or null. */
  enum Missing implements Cell {
    MISSING;

    @Override
    public String className() {
      return "";
    }
  }

  /** Yes or no. */
  record Flag(boolean value) implements Cell {
    @Override
    public String className() {
      return Boolean.toString(value);
    }
  }

  /** A number, integers among them; 1 and 1.0 name the same class. */
  record Numeric(double value) implements Cell {
    @Override
    public String className() {
      if (!Double.isFinite(value)) return Double.toString(value);
      // Adding 0 makes one zero of two.
      return new BigDecimal(Double.toString(value + 0.0)).stripTrailingZeros().toPlainString();
    }
  }

  /** Text. */
  record Text(String value) implements Cell {
    @Override
    public String className() {
      return value;
    }
  }
}
