package dev.leeway.bench.throughput;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Where something was measured. */
public record Machine(int processors, long memoryBytes, String system, String java) {

  public Machine {
    requireNonNull(system, "system");
    requireNonNull(java, "java");
  }

  /** This one. */
  public static Machine here() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Machine(
        system.getAvailableProcessors(),
        system.getTotalMemorySize(),
        system.getName() + " " + system.getArch(),
        Runtime.version().toString());
  }

  /** As fields of the object. */
  public void writeTo(ObjectNode node) {
    node.put("processors", processors);
    node.put("memoryBytes", memoryBytes);
    node.put("system", system);
    node.put("java", java);
  }
}
