package dev.leeway.alerting.engine;

import dev.leeway.alerting.WorseMeasure;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The measures of an alert on performance to and from its record. */
final class WorseMeasureWire {

  private WorseMeasureWire() {}

  static dev.leeway.schemas.avro.WorseMeasure record(WorseMeasure measure) {
    return new dev.leeway.schemas.avro.WorseMeasure(
        measure.measure(),
        measure.value(),
        boxed(measure.atLeast()),
        boxed(measure.atMost()),
        boxed(measure.reference()),
        measure.why());
  }

  static WorseMeasure measure(dev.leeway.schemas.avro.WorseMeasure record) {
    return new WorseMeasure(
        record.getMeasure(),
        record.getValue(),
        optional(record.getAtLeast()),
        optional(record.getAtMost()),
        optional(record.getReference()),
        record.getWhy());
  }

  private static @Nullable Double boxed(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private static OptionalDouble optional(@Nullable Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
