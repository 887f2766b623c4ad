package dev.leeway.config.yaml;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A YAML document as it stands, with places; plain scalars are typed by YAML 1.2's core schema. */
sealed interface YamlNode {

  Position at();

  /** What it is, for people. */
  String kind();

  /** Keys and values, in the order written; a key is never there twice. */
  record Mapping(Position at, Map<String, Item> entries) implements YamlNode {

    public Mapping {
      requireNonNull(at, "at");
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public String kind() {
      return "keys with values";
    }
  }

  /** A key's place and its value. */
  record Item(Position at, YamlNode value) {}

  /** Values in order. */
  record Sequence(Position at, List<YamlNode> values) implements YamlNode {

    public Sequence {
      requireNonNull(at, "at");
      values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** One value. */
  record Scalar(Position at, String text, ScalarType type) implements YamlNode {

    public Scalar {
      requireNonNull(at, "at");
      requireNonNull(text, "text");
      requireNonNull(type, "type");
    }

    @Override
    public String kind() {
      return type.words;
    }
  }

  /** What a scalar says. */
  enum ScalarType {
    TEXT("text"),
    INTEGER("a whole number"),
    DECIMAL("a number"),
    FLAG("true or false"),
    NOTHING("nothing"),
    /** From an environment variable, where everything is text and the setting decides. */
    ANY("text");

    private final String words;

    ScalarType(String words) {
      this.words = words;
    }
  }
}
