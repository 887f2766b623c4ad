package dev.leeway.eventlog;

import dev.leeway.registry.SchemaRegistry;
import dev.leeway.wire.RecordCodec;
import java.util.OptionalInt;
import org.apache.avro.Schema;

/** A topic's schema id; the registry is asked until it has answered once. For one thread. */
final class SchemaId {

  private final SchemaRegistry registry;
  private final String subject;
  private final Schema schema;
  private OptionalInt known = OptionalInt.empty();

  SchemaId(SchemaRegistry registry, String topic, Schema schema) {
    this.registry = registry;
    this.subject = RecordCodec.subject(topic);
    this.schema = schema;
  }

  /**
   * @throws dev.leeway.registry.RegistryException if the registry is away or takes no such schema
   */
  int get() {
    if (known.isEmpty()) known = OptionalInt.of(registry.register(subject, schema));
    return known.getAsInt();
  }
}
