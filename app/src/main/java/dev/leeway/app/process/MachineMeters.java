package dev.leeway.app.process;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;

/** What the machine and the JVM tell of themselves, and which build this is. */
final class MachineMeters {

  private MachineMeters() {}

  static void bind(MeterRegistry meters) {
    new JvmMemoryMetrics().bindTo(meters);
    new JvmThreadMetrics().bindTo(meters);
    new ProcessorMetrics().bindTo(meters);
    new UptimeMetrics().bindTo(meters);
    String version = MachineMeters.class.getPackage().getImplementationVersion();
    Gauge.builder("leeway.build.info", () -> 1)
        .description("1; the label names the build")
        .tag("version", version == null ? "unpackaged" : version)
        .register(meters);
  }
}
