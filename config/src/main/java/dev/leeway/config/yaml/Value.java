package dev.leeway.config.yaml;

import dev.leeway.config.yaml.YamlNode.Item;
import dev.leeway.config.yaml.YamlNode.Mapping;
import dev.leeway.config.yaml.YamlNode.Scalar;
import dev.leeway.config.yaml.YamlNode.ScalarType;
import dev.leeway.config.yaml.YamlNode.Sequence;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is given for one key, to be read as a type. Each method gives nothing where nothing is given
 * or where it cannot be read as that type, which is then a noted problem.
 */
public final class Value {

  private final Place place;
  private final Optional<YamlNode> node;
  private final Optional<Scalar> override;

  Value(Place place, Optional<YamlNode> node, Optional<Scalar> override) {
    this.place = node.map(given -> place.at(given.at())).orElse(place);
    this.node = node;
    this.override = override;
  }

  /** Whether the document or an environment variable gives it. */
  public boolean isGiven() {
    return node.isPresent() || override.isPresent();
  }

  /** Whether it is a section, with keys of its own. */
  public boolean isSection() {
    return node.isPresent() && node.get() instanceof Mapping;
  }

  /** Notes that something is wrong with it. */
  public void problem(String message) {
    override.map(given -> place.at(given.at())).orElse(place).problem(message);
  }

  /** Notes that it names nothing known, and what was probably meant. */
  public void unknownName(String name, Collection<String> names) {
    Position at = override.map(Scalar::at).orElse(place.at());
    String known = names.isEmpty() ? "none is known" : "known: " + String.join(", ", names);
    String message = "\"" + name + "\" is unknown; " + known;
    place.scope().problems().add(at, place.path(), message, Spelling.nearest(name, names));
  }

  /** As a section; one without keys if it is not given. */
  public Fields section() {
    Optional<Map<String, Item>> items = mapping();
    return items.isPresent() ? new Fields(place, items.get()) : Fields.unusable(place);
  }

  /** As values by free names; empty if it is not given. */
  public Map<String, Value> named() {
    place.scope().asked().add(place.freeName("").pattern());
    Map<String, Value> values = new LinkedHashMap<>();
    mapping()
        .orElse(Map.of())
        .forEach(
            (name, entry) -> {
              Place here = place.at(entry.at()).freeName(name);
              values.put(name, new Value(here, Optional.of(entry.value()), Optional.empty()));
            });
    return values;
  }

  /** As a list; empty if it is not given. */
  public List<Value> list() {
    if (node.isEmpty() || isNothing(node.get())) return List.of();
    if (!(node.get() instanceof Sequence sequence)) {
      place.problem("expected a list, found " + node.get().kind());
      return List.of();
    }
    List<Value> values = new ArrayList<>();
    for (YamlNode element : sequence.values()) {
      Place here = place.element(values.size());
      values.add(new Value(here, Optional.of(element), Optional.empty()));
    }
    return values;
  }

  /** Text. */
  public Optional<String> text() {
    return scalar().flatMap(given -> read(given).text());
  }

  /** A list of texts; empty if it is not given. */
  public List<String> texts() {
    return list().stream().flatMap(value -> value.text().stream()).toList();
  }

  /** A whole number in [least, most]. */
  public Optional<Long> integer(long least, long most) {
    return scalar().flatMap(given -> read(given).integer(least, most));
  }

  /** A whole number in [least, most]. */
  public Optional<Integer> integer(int least, int most) {
    return integer((long) least, (long) most).map(Math::toIntExact);
  }

  /** A finite number. */
  public Optional<Double> number() {
    return scalar().flatMap(given -> read(given).number());
  }

  /** True or false. */
  public Optional<Boolean> flag() {
    return scalar().flatMap(given -> read(given).flag());
  }

  /** A duration such as {@code 30s}. */
  public Optional<Duration> duration() {
    return scalar().flatMap(given -> read(given).duration());
  }

  /**
   * A file or folder. A relative one stands below the given folder; from an environment variable,
   * below the working folder.
   */
  public Optional<Path> path(Path folder) {
    return scalar().flatMap(given -> read(given).path(folder));
  }

  /** An http or https address with a host, without user and fragment. */
  public Optional<URI> url() {
    return scalar().flatMap(given -> read(given).url());
  }

  /** One of some words. */
  public <T> Optional<T> choice(Map<String, T> words) {
    Optional<String> word = text();
    if (word.isEmpty()) return Optional.empty();
    Optional<T> chosen = Optional.ofNullable(words.get(word.get()));
    if (chosen.isEmpty()) unknownName(word.get(), words.keySet().stream().sorted().toList());
    return chosen;
  }

  /** A secret, given by reference only. */
  public Optional<Secret> secret() {
    return scalar().flatMap(given -> read(given).secret());
  }

  /** Whether it is one value with a reference in it. */
  public boolean isReference() {
    Optional<YamlNode> given = override.map(YamlNode.class::cast).or(() -> node);
    return given.isPresent()
        && given.get() instanceof Scalar scalar
        && References.isIn(scalar.text());
  }

  /** As written, whatever its type: for settings that are passed on to others. */
  public Optional<String> verbatim() {
    return scalar().map(Scalar::text);
  }

  /**
   * Builds something of it.
   *
   * @param value may throw IllegalArgumentException, which becomes a problem of this value
   */
  public <T> Optional<T> build(Supplier<T> value) {
    try {
      return Optional.of(value.get());
    } catch (IllegalArgumentException e) {
      problem("not allowed: " + e.getMessage());
      return Optional.empty();
    }
  }

  private ScalarText read(Scalar given) {
    return new ScalarText(place.at(given.at()), given);
  }

  private Optional<Scalar> scalar() {
    if (override.isPresent()) return override;
    if (node.isEmpty()) return Optional.empty();
    if (isNothing(node.get())) {
      place.problem("has no value: give one or remove the key");
    } else if (node.get() instanceof Scalar scalar) {
      return Optional.of(scalar);
    } else {
      place.problem("expected one value, found " + node.get().kind());
    }
    return Optional.empty();
  }

  private Optional<Map<String, Item>> mapping() {
    if (node.isEmpty() || isNothing(node.get())) return Optional.of(Map.of());
    if (node.get() instanceof Mapping mapping) return Optional.of(mapping.entries());
    place.problem("expected keys with values, found " + node.get().kind());
    return Optional.empty();
  }

  private static boolean isNothing(YamlNode node) {
    return node instanceof Scalar scalar && scalar.type() == ScalarType.NOTHING;
  }
}
