package dev.leeway.profile;

/** What a column holds, which decides how it is counted and compared. */
public enum ColumnKind {
  /** Long or double. */
  NUMERIC,
  /** Strings of a limited set. */
  CATEGORICAL,
  /** True or false; counted as two categories. */
  BOOLEAN,
  /** Vectors of floats; counted by their Euclidean norm. */
  EMBEDDING
}
