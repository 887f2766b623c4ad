package dev.leeway.config.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** The settings cannot be used; says everything that is wrong with them. */
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Beyond it a message helps nobody; {@link #errors} has all. */
  private static final int MAX_SHOWN = 50;

  private final transient List<ConfigError> errors;

  /**
   * @throws IllegalArgumentException if there is no error
   */
  public ConfigException(List<ConfigError> errors) {
    super(describe(errors));
    if (errors.isEmpty()) throw new IllegalArgumentException("no error");
    this.errors = errors.stream().sorted().toList();
  }

  /** By file, then by place. */
  public List<ConfigError> errors() {
    return errors;
  }

  private static String describe(List<ConfigError> errors) {
    String shown =
        errors.stream()
            .sorted()
            .limit(MAX_SHOWN)
            .map(ConfigError::toString)
            .collect(Collectors.joining("\n"));
    int more = errors.size() - MAX_SHOWN;
    return more > 0 ? shown + "\nand " + more + " more" : shown;
  }
}
