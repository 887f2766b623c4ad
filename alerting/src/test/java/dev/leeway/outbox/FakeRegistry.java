package dev.leeway.outbox;

import dev.leeway.registry.RegistryException;
import dev.leeway.registry.SchemaRegistry;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** A registry that takes every schema, and can be away. */
public final class FakeRegistry implements SchemaRegistry {

  private final List<Schema> schemas = new ArrayList<>();
  private boolean away;

  public synchronized void away(boolean now) {
    away = now;
  }

  @Override
  public synchronized int register(String subject, Schema schema) {
    check();
    if (!schemas.contains(schema)) schemas.add(schema);
    return schemas.indexOf(schema) + 1;
  }

  @Override
  public synchronized Schema byId(int id) {
    check();
    if (id < 1 || id > schemas.size()) {
      throw new RegistryException(RegistryException.Kind.UNKNOWN_ID, "no schema " + id);
    }
    return schemas.get(id - 1);
  }

  private void check() {
    if (away) throw new RegistryException(RegistryException.Kind.UNAVAILABLE, "away");
  }
}
