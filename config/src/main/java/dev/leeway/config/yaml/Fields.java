package dev.leeway.config.yaml;

import dev.leeway.config.yaml.YamlNode.Item;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The keys of one section. A reader asks for each key by name, then calls {@link #build}, which
 * reports the keys nobody asked for. Where something is wrong the problem is noted and reading goes
 * on, so that the next problem is found too; {@code build} then builds nothing.
 */
public final class Fields {

  private final Place place;
  private final Map<String, Item> entries;

  /** Whether there was a section at all; one that is something else has been told already. */
  private final boolean usable;

  private final int problemsBefore;
  private final Map<String, Value> known = new LinkedHashMap<>();
  private final Set<String> missing = new LinkedHashSet<>();

  Fields(Place place, Map<String, Item> entries) {
    this(place, entries, true);
  }

  private Fields(Place place, Map<String, Item> entries, boolean usable) {
    this.place = place;
    this.entries = entries;
    this.usable = usable;
    problemsBefore = place.scope().problems().count();
  }

  /** In place of a section that cannot be read; gives nothing and builds nothing. */
  static Fields unusable(Place place) {
    return new Fields(place, Map.of(), false);
  }

  /** What is given for a key, or that nothing is. */
  public Value value(String key) {
    return known.computeIfAbsent(key, this::find);
  }

  /** What is given for a key without which the section means nothing. */
  public Value required(String key) {
    Value value = value(key);
    if (!value.isGiven()) missing.add(key);
    return value;
  }

  /** A section inside this one; without keys if it is not given. */
  public Fields section(String key) {
    return value(key).section();
  }

  /**
   * Closes the section: reports unknown and missing keys, then builds what was read.
   *
   * @param value may throw IllegalArgumentException, which becomes a problem of this section
   * @return empty if anything in the section was wrong
   */
  public <T> Optional<T> build(Supplier<T> value) {
    reportUnknown();
    return check(value);
  }

  /** Builds a part of this section, which stays open; empty if anything so far was wrong. */
  public <T> Optional<T> check(Supplier<T> value) {
    if (!usable || place.scope().problems().count() > problemsBefore) return Optional.empty();
    try {
      return Optional.of(value.get());
    } catch (IllegalArgumentException e) {
      blame(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private Value find(String key) {
    Place here = place.key(key);
    place.scope().asked().add(here.pattern());
    Optional<YamlNode> node = Optional.ofNullable(entries.get(key)).map(Item::value);
    return new Value(here, node, place.scope().overrides().of(here.path()));
  }

  private void reportUnknown() {
    Set<String> free = new LinkedHashSet<>(known.keySet());
    free.removeAll(entries.keySet());
    Set<String> meant = new LinkedHashSet<>();
    entries.forEach(
        (key, entry) -> {
          if (known.containsKey(key)) return;
          Optional<String> suggestion = Spelling.nearest(key, free);
          suggestion.ifPresent(meant::add);
          String all = "; known here: " + String.join(", ", known.keySet());
          place
              .scope()
              .problems()
              .add(
                  entry.at(),
                  place.key(key).path(),
                  "unknown key" + (suggestion.isEmpty() ? all : ""),
                  suggestion);
        });
    for (String key : missing) {
      // A misspelt key is one mistake, not two.
      if (usable && !meant.contains(key)) place.key(key).problem("is required");
    }
  }

  /** Core's messages start with the name of what is wrong, which often is a key or one of many. */
  private void blame(String message) {
    String first = message.split("[^A-Za-z]", 2)[0];
    Value value = known.getOrDefault(first, known.get(first + "s"));
    if (value == null) place.problem("not allowed: " + message);
    else value.problem("not allowed: " + message);
  }
}
