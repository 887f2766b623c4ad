package dev.leeway.testkit;

import dev.leeway.registry.MemorySchemaRegistry;
import dev.leeway.registry.RegistryException;
import dev.leeway.registry.SchemaRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;

/** A registry in this process that can go away for a while. */
public final class PausableRegistry implements SchemaRegistry {

  private final SchemaRegistry registry = new MemorySchemaRegistry();
  private final AtomicInteger refusals = new AtomicInteger();
  private volatile boolean away;

  PausableRegistry() {}

  void goAway() {
    refusals.set(0);
    away = true;
  }

  void comeBack() {
    away = false;
  }

  /** How often it did not answer since it went away. */
  int refusals() {
    return refusals.get();
  }

  @Override
  public int register(String subject, Schema schema) {
    answer();
    return registry.register(subject, schema);
  }

  @Override
  public Schema byId(int id) {
    answer();
    return registry.byId(id);
  }

  private void answer() {
    if (!away) return;
    refusals.incrementAndGet();
    throw new RegistryException(RegistryException.Kind.UNAVAILABLE, "away for a while");
  }
}
