package dev.leeway.registry;

import static java.util.Objects.requireNonNull;

/** One thing the ledger remembers; all of them in order are the ledger. */
public sealed interface LedgerEntry {

  /**
   * A version of a subject.
   *
   * @param version from 1 in each subject
   * @param id from 1 in the whole ledger; the same text has the same id under every subject
   * @param schema as JSON, in the form of {@link org.apache.avro.Schema#toString()}
   */
  record Registered(String subject, int version, int id, String schema) implements LedgerEntry {

    public Registered {
      requireNonNull(subject, "subject");
      requireNonNull(schema, "schema");
      if (version < 1) throw new IllegalArgumentException("version: " + version);
      if (id < 1) throw new IllegalArgumentException("id: " + id);
    }
  }

  /**
   * A compatibility level from here on.
   *
   * @param subject {@link #ALL} for every subject without a level of its own
   */
  record LevelSet(String subject, CompatibilityLevel level) implements LedgerEntry {

    /** Stands for all subjects: no subject has an empty name. */
    public static final String ALL = "";

    public LevelSet {
      requireNonNull(subject, "subject");
      requireNonNull(level, "level");
    }
  }
}
