package dev.leeway.profile;

import java.util.Arrays;
import java.util.Optional;

/** What a column holds, which decides how it is counted and compared. */
public enum ColumnKind {
  /** Long or double. */
  NUMERIC(1),
  /** Strings of a limited set. */
  CATEGORICAL(2),
  /** True or false; counted as two categories. */
  BOOLEAN(3),
  /** Vectors of floats; counted by norm, likeness to the reference's mean, and component. */
  EMBEDDING(4),
  /** Free text; counted by length, tokens and kinds of characters. */
  TEXT(5),
  /** Points in time, as ISO 8601 text or milliseconds since the epoch. */
  TIMESTAMP(6),
  /** No column: several looked at together. Only a verdict is of this kind. */
  JOINT(7);

  private final int code;

  ColumnKind(int code) {
    this.code = code;
  }

  /** The number that stands for it in stored bytes; never changes. */
  int code() {
    return code;
  }

  static Optional<ColumnKind> ofCode(long code) {
    return Arrays.stream(values()).filter(kind -> kind.code == code).findFirst();
  }
}
