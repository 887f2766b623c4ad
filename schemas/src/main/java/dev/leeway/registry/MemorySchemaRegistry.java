package dev.leeway.registry;

import dev.leeway.registry.SchemaLedger.Proposal;
import org.apache.avro.Schema;

/** A registry for one process, forgotten with it: for tests, and for tools that need no server. */
public final class MemorySchemaRegistry implements SchemaRegistry {

  private final SchemaLedger ledger;

  public MemorySchemaRegistry() {
    this(new SchemaLedger());
  }

  /** On a ledger that only this registry writes to. */
  public MemorySchemaRegistry(SchemaLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  public synchronized int register(String subject, Schema schema) {
    Proposal proposal = ledger.propose(subject, schema.toString());
    if (proposal.isNew()) ledger.apply(proposal.entry());
    return proposal.entry().id();
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
}
