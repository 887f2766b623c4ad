package dev.leeway.event;

import static java.util.Objects.requireNonNull;

/** A model by name and version, for example {@code flight-delay} version {@code 1}. */
public record ModelRef(String name, String version) implements Comparable<ModelRef> {

  /**
   * @throws IllegalArgumentException if name or version is not a {@linkplain Names#isName name}
   */
  public ModelRef {
    requireNonNull(name, "name");
    requireNonNull(version, "version");
    if (!Names.isName(name)) throw new IllegalArgumentException("not a model name: " + name);
    if (!Names.isName(version)) {
      throw new IllegalArgumentException("not a model version: " + version);
    }
  }

  @Override
  public int compareTo(ModelRef other) {
    int byName = name.compareTo(other.name);
    return byName != 0 ? byName : version.compareTo(other.version);
  }

  /** {@code name:version}; a name holds no colon, so the text is unique. */
  @Override
  public String toString() {
    return name + ":" + version;
  }
}
