package dev.leeway.app.rows;

import java.util.Optional;
import java.util.Set;

/**
 * How one column of a Parquet file is asked for.
 *
 * @param expression what to select
 */
record ParquetColumn(Kind kind, String expression) {

  private static final Set<String> INTEGERS =
      Set.of("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER");

  private static final Set<String> DECIMALS =
      Set.of("FLOAT", "DOUBLE", "UBIGINT", "HUGEINT", "UHUGEINT");

  private static final Set<String> TEXTS =
      Set.of("VARCHAR", "UUID", "DATE", "TIME", "INTERVAL", "JSON");

  /** What its cells are. */
  enum Kind {
    FLAG,
    INTEGER,
    DECIMAL,
    TEXT,
    VECTOR
  }

  /** The column of the given DuckDB type; empty if it is of a type that no cell can hold. */
  static Optional<ParquetColumn> of(String name, String type) {
    String quoted = "\"" + name.replace("\"", "\"\"") + "\"";
    if (type.equals("BOOLEAN")) return Optional.of(new ParquetColumn(Kind.FLAG, quoted));
    if (INTEGERS.contains(type)) return cast(Kind.INTEGER, quoted, "BIGINT");
    if (isDecimal(type)) return cast(Kind.DECIMAL, quoted, "DOUBLE");
    if (isText(type)) return cast(Kind.TEXT, quoted, "VARCHAR");
    int list = type.lastIndexOf('[');
    if (list > 0 && isNumber(type.substring(0, list))) {
      return cast(Kind.VECTOR, quoted, "DOUBLE[]");
    }
    return Optional.empty();
  }

  private static Optional<ParquetColumn> cast(Kind kind, String column, String type) {
    return Optional.of(new ParquetColumn(kind, "CAST(" + column + " AS " + type + ")"));
  }

  private static boolean isNumber(String type) {
    return INTEGERS.contains(type) || isDecimal(type);
  }

  private static boolean isDecimal(String type) {
    return DECIMALS.contains(type) || type.startsWith("DECIMAL(");
  }

  private static boolean isText(String type) {
    return TEXTS.contains(type)
        || type.startsWith("ENUM(")
        || type.startsWith("TIMESTAMP")
        || type.startsWith("TIME ");
  }
}
