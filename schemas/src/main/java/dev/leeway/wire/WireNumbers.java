package dev.leeway.wire;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Numbers that may be absent, as Avro's generated classes have them. */
final class WireNumbers {

  private WireNumbers() {}

  static @Nullable Double boxed(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  static OptionalDouble optional(@Nullable Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
