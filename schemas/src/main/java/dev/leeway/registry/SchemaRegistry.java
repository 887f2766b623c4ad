package dev.leeway.registry;

import org.apache.avro.Schema;

/**
 * Where writers register schemas and readers find them by id, after Confluent's registry.
 *
 * <p>Implementations cache; both calls are cheap once a schema is known. Safe for many threads.
 */
public interface SchemaRegistry {

  /**
   * Registers the schema as the subject's newest version, or finds it there.
   *
   * @param subject for example {@code leeway.predictions-value}
   * @return the schema's id, the same for the same schema
   * @throws RegistryException if it is incompatible with the subject's earlier versions ({@link
   *     RegistryException.Kind#INCOMPATIBLE}) or the registry is away ({@link
   *     RegistryException.Kind#UNAVAILABLE})
   */
  int register(String subject, Schema schema);

  /**
   * The schema of the given id.
   *
   * @throws RegistryException {@link RegistryException.Kind#UNKNOWN_ID} if the registry says there
   *     is none, {@link RegistryException.Kind#UNAVAILABLE} if it cannot be asked now
   */
  Schema byId(int id);
}
