package dev.leeway.monitor;

/**
 * How much one model may take. What is beyond a cap goes into the bucket {@code __other__} and is
 * counted.
 *
 * @param columns columns per model; default 1,024
 * @param segments values per segment column; default 100
 * @param categories categories a reference keeps by name per column; default 1,000
 * @param versions versions of the model with rows between two commits; rows of more are
 *     quarantined. Default 100
 */
public record Caps(int columns, int segments, int categories, int versions) {

  public static final Caps DEFAULT = new Caps(1_024, 100, 1_000, 100);

  /**
   * @throws IllegalArgumentException if a cap is below 1
   */
  public Caps {
    if (columns < 1) throw new IllegalArgumentException("columns: " + columns);
    if (segments < 1) throw new IllegalArgumentException("segments: " + segments);
    if (categories < 1) throw new IllegalArgumentException("categories: " + categories);
    if (versions < 1) throw new IllegalArgumentException("versions: " + versions);
  }
}
