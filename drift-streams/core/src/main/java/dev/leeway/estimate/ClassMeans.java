package dev.leeway.estimate;

import dev.leeway.performance.PerformanceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Supplier;

/** A measure of several classes, each by itself and in the mean, to which undefined ones add 0. */
final class ClassMeans {

  private final List<Supplier<Expected>> values = new ArrayList<>();
  private final List<DoubleFunction<OptionalDouble>> errors = new ArrayList<>();
  private final double factor;

  /**
   * @param factor by which the sampling error of the mean is larger than that of independent ones
   */
  ClassMeans(double factor) {
    this.factor = factor;
  }

  void add(
      PerformanceKey key,
      Supplier<Expected> value,
      DoubleFunction<OptionalDouble> sampling,
      Results results) {
    values.add(value);
    errors.add(sampling);
    results.add(key, value, sampling);
  }

  void addTo(Results results, PerformanceKey key) {
    results.add(key, this::mean, this::error);
  }

  private Expected mean() {
    Between sum = Between.exactly(0);
    for (Supplier<Expected> value : values) {
      Expected one = value.get();
      sum =
          sum.plus(
              new Between(one.orZero(), one.orZero() - one.error(), one.orZero() + one.error()));
    }
    return Expected.of(sum.times(1.0 / values.size()));
  }

  private OptionalDouble error(double rows) {
    double variances = 0;
    for (DoubleFunction<OptionalDouble> error : errors) {
      OptionalDouble one = error.apply(rows);
      if (one.isEmpty()) return one;
      variances += one.getAsDouble() * one.getAsDouble();
    }
    return OptionalDouble.of(factor * Math.sqrt(variances) / errors.size());
  }
}
