package dev.leeway.registry;

import static dev.leeway.registry.RegistryException.Kind.INCOMPATIBLE;
import static dev.leeway.registry.RegistryException.Kind.INVALID;
import static java.util.Objects.requireNonNull;

import dev.leeway.registry.LedgerEntry.LevelSet;
import dev.leeway.registry.LedgerEntry.Registered;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;

/**
 * A schema registry in memory, after Confluent's: subjects with versions from 1, ids that are the
 * same for the same schema, and a check of every new version against the earlier ones.
 *
 * <p>Deciding and remembering are apart, so that a caller can write an entry down safely in
 * between: {@link #propose} says what a registration would be, {@link #apply} makes it so. All
 * entries applied in order to an empty ledger give the same ledger. Safe for many threads; that
 * nothing is applied between a proposal and its application is the caller's to ensure.
 */
public final class SchemaLedger {

  /** Most schemas; more of them means that somebody registers what he should not. */
  public static final int MAX_SCHEMAS = 10_000;

  private static final int MAX_SUBJECT_LENGTH = 512;

  private final Map<String, NavigableMap<Integer, Registered>> subjects = new TreeMap<>();
  private final Map<Integer, Schema> schemas = new HashMap<>();

  /** By the text as this version of Avro writes it, which need not be the text remembered. */
  private final Map<String, Integer> ids = new HashMap<>();

  private final Map<String, CompatibilityLevel> levels = new HashMap<>();
  private int highestId;

  /**
   * What a registration comes to.
   *
   * @param isNew false if the subject has this schema already, in which case nothing is to be done
   */
  public record Proposal(Registered entry, boolean isNew) {}

  /** The ledger that these entries make. */
  public static SchemaLedger replay(Iterable<LedgerEntry> entries) {
    SchemaLedger ledger = new SchemaLedger();
    entries.forEach(ledger::apply);
    return ledger;
  }

  /**
   * What registering the schema under the subject would be. Changes nothing.
   *
   * @param schema as JSON
   * @throws RegistryException INVALID if it is no schema or too large, recursive or one too many;
   *     INCOMPATIBLE if it breaks the subject's level
   */
  public synchronized Proposal propose(String subject, String schema) {
    checkSubject(subject);
    Schema parsed = SchemaText.parse(schema);
    String text = parsed.toString();
    Optional<Registered> known = find(subject, text);
    if (known.isPresent()) return new Proposal(known.get(), false);
    NavigableMap<Integer, Registered> versions = versionsOf(subject);
    List<String> problems = problems(parsed, inScope(versions, level(subject)), level(subject));
    if (!problems.isEmpty()) {
      throw new RegistryException(
          INCOMPATIBLE,
          "Schema being registered is incompatible with an earlier schema for subject \"%s\" at"
                  .formatted(subject)
              + " level %s, details: %s".formatted(level(subject), problems));
    }
    int version = versions.isEmpty() ? 1 : versions.lastKey() + 1;
    return new Proposal(new Registered(subject, version, idFor(text), text), true);
  }

  /**
   * Remembers the entry; one already remembered changes nothing.
   *
   * @throws IllegalArgumentException if it contradicts what is remembered
   * @throws RegistryException INVALID if its schema is none
   */
  public synchronized void apply(LedgerEntry entry) {
    if (entry instanceof LevelSet set) {
      levels.put(set.subject(), set.level());
    } else if (entry instanceof Registered registered) {
      applyRegistered(registered);
    }
  }

  /** Subjects in alphabetical order. */
  public synchronized List<String> subjects() {
    return List.copyOf(subjects.keySet());
  }

  /** The subject's versions, the oldest first; empty if there is no such subject. */
  public synchronized List<Registered> versions(String subject) {
    return List.copyOf(versionsOf(subject).values());
  }

  /** Where the subject has this schema, if it does. */
  public synchronized Optional<Registered> lookup(String subject, String schema) {
    return find(subject, SchemaText.parse(schema).toString());
  }

  /** The schema of the id, whatever its subject. */
  public synchronized Optional<Schema> byId(int id) {
    return Optional.ofNullable(schemas.get(id));
  }

  /**
   * The level that holds for the subject; {@code FULL_TRANSITIVE} unless something else was set.
   */
  public synchronized CompatibilityLevel level(String subject) {
    return ownLevel(subject)
        .or(() -> ownLevel(LevelSet.ALL))
        .orElse(CompatibilityLevel.FULL_TRANSITIVE);
  }

  /** The level set for just this subject. */
  public synchronized Optional<CompatibilityLevel> ownLevel(String subject) {
    return Optional.ofNullable(levels.get(subject));
  }

  /**
   * What keeps the schema from being compatible with the given versions at the subject's level;
   * empty if nothing does.
   *
   * @throws RegistryException INVALID if it is no schema
   */
  public synchronized List<String> problems(
      String subject, String schema, Collection<Registered> versions) {
    return problems(SchemaText.parse(schema), versions, level(subject));
  }

  private List<String> problems(
      Schema next, Collection<Registered> earlier, CompatibilityLevel level) {
    List<String> problems = new ArrayList<>();
    for (Registered version : earlier) {
      Schema before = requireNonNull(schemas.get(version.id()), "schema of a version");
      if (level.backward()) add(problems, version, SchemaComparison.problems(next, before));
      if (level.forward()) add(problems, version, SchemaComparison.problems(before, next));
    }
    return problems.stream().distinct().toList();
  }

  private static void add(List<String> problems, Registered version, List<String> found) {
    for (String problem : found) problems.add("version " + version.version() + ": " + problem);
  }

  private static Collection<Registered> inScope(
      NavigableMap<Integer, Registered> versions, CompatibilityLevel level) {
    if (level.transitive() || versions.isEmpty()) return versions.values();
    return List.of(versions.lastEntry().getValue());
  }

  private Optional<Registered> find(String subject, String text) {
    Integer id = ids.get(text);
    if (id == null) return Optional.empty();
    return versionsOf(subject).values().stream().filter(known -> known.id() == id).findFirst();
  }

  private NavigableMap<Integer, Registered> versionsOf(String subject) {
    return subjects.getOrDefault(subject, new TreeMap<>());
  }

  private int idFor(String text) {
    Integer known = ids.get(text);
    if (known != null) return known;
    if (ids.size() >= MAX_SCHEMAS) {
      throw new RegistryException(INVALID, "the registry is full: " + MAX_SCHEMAS + " schemas");
    }
    return highestId + 1;
  }

  private void applyRegistered(Registered entry) {
    checkSubject(entry.subject());
    Registered known = versionsOf(entry.subject()).get(entry.version());
    if (entry.equals(known)) return;
    Schema schema = SchemaText.parse(entry.schema());
    String text = schema.toString();
    int id = ids.getOrDefault(text, entry.id());
    boolean otherSchema = schemas.containsKey(entry.id()) && !ids.containsKey(text);
    if (known != null || otherSchema || id != entry.id()) {
      throw new IllegalArgumentException(
          "subject %s version %d id %d contradicts an earlier entry"
              .formatted(entry.subject(), entry.version(), entry.id()));
    }
    schemas.put(entry.id(), schema);
    ids.put(text, entry.id());
    highestId = Math.max(highestId, entry.id());
    subjects
        .computeIfAbsent(entry.subject(), subject -> new TreeMap<>())
        .put(entry.version(), entry);
  }

  private static void checkSubject(String subject) {
    if (subject.isBlank()
        || subject.length() > MAX_SUBJECT_LENGTH
        || subject.chars().anyMatch(Character::isISOControl)) {
      throw new RegistryException(
          INVALID, "a subject has 1 to " + MAX_SUBJECT_LENGTH + " printable characters");
    }
  }
}
