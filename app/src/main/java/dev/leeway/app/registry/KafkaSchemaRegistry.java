package dev.leeway.app.registry;

import dev.leeway.registry.CompatibilityLevel;
import dev.leeway.registry.LedgerEntry;
import dev.leeway.registry.LedgerEntry.LevelSet;
import dev.leeway.registry.LedgerEntry.Registered;
import dev.leeway.registry.RegistryException;
import dev.leeway.registry.SchemaLedger;
import dev.leeway.registry.SchemaLedger.Proposal;
import dev.leeway.registry.SchemaRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * The registry of this process, kept in a compacted topic. What was answered is in the topic
 * before, so it survives a restart; what is known can be asked for while Kafka is away. Safe for
 * many threads.
 */
public final class KafkaSchemaRegistry implements SchemaRegistry, AutoCloseable {

  private final SchemaTopic topic;
  private final SchemaLedger ledger;
  private final Map<Registration, Integer> ids = new ConcurrentHashMap<>();

  private KafkaSchemaRegistry(SchemaTopic topic, SchemaLedger ledger) {
    this.topic = topic;
    this.ledger = ledger;
  }

  /**
   * Reads the topic and becomes its only writer.
   *
   * @param client what every client of this cluster needs, at least {@code bootstrap.servers}
   * @param topic exists, compacted, with one partition
   * @throws RegistryException UNAVAILABLE if Kafka does not answer; INVALID if there are records
   *     that are no entries
   */
  public static KafkaSchemaRegistry open(Map<String, Object> client, String topic) {
    SchemaTopic entries = new SchemaTopic(client, topic);
    return new KafkaSchemaRegistry(entries, SchemaLedger.replay(entries.open()));
  }

  @Override
  public int register(String subject, Schema schema) {
    Registration registration = new Registration(subject, schema);
    Integer known = ids.get(registration);
    if (known != null) return known;
    int id = register(subject, schema.toString()).id();
    ids.put(registration, id);
    return id;
  }

  @Override
  public Schema byId(int id) {
    return ledger
        .byId(id)
        .orElseThrow(
            () ->
                new RegistryException(
                    RegistryException.Kind.UNKNOWN_ID, "Schema " + id + " not found"));
  }

  @Override
  public synchronized void close() {
    topic.close();
  }

  /**
   * Registers the schema as the subject's newest version, or finds it there.
   *
   * @throws RegistryException INVALID, INCOMPATIBLE or UNAVAILABLE
   */
  synchronized Registered register(String subject, String schema) {
    Proposal proposal = ledger.propose(subject, schema);
    if (proposal.isNew() && !topic.isOpen()) {
      reopen();
      proposal = ledger.propose(subject, schema);
    }
    if (proposal.isNew()) write(proposal.entry());
    return proposal.entry();
  }

  /** Sets the level of the subject, or of all with {@link LevelSet#ALL}. */
  synchronized void setLevel(String subject, CompatibilityLevel level) {
    if (!topic.isOpen()) reopen();
    write(new LevelSet(subject, level));
  }

  /** For reading; what is written goes through this registry. */
  SchemaLedger ledger() {
    return ledger;
  }

  /** After a failed write it is open whether the entry is there: the topic knows. */
  private void reopen() {
    topic.open().forEach(ledger::apply);
  }

  private void write(LedgerEntry entry) {
    topic.write(entry);
    ledger.apply(entry);
  }

  private record Registration(String subject, Schema schema) {}
}
