package dev.leeway.config.yaml;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gathers what is wrong with all documents of a run, so that it is told at once. */
public final class Problems {

  /** A set: what is looked at twice is still wrong only once. */
  private final Set<ConfigError> errors = new LinkedHashSet<>();

  /** Notes a problem at a place. */
  public void add(Position at, String path, String message) {
    add(at, path, message, Optional.empty());
  }

  void add(Position at, String path, String message, Optional<String> suggestion) {
    errors.add(new ConfigError(at, path, message, suggestion));
  }

  /** Number of problems so far. */
  public int count() {
    return errors.size();
  }

  /**
   * @throws ConfigException with all problems, if there is one
   */
  public void throwIfAny() {
    if (!errors.isEmpty()) throw new ConfigException(List.copyOf(errors));
  }
}
